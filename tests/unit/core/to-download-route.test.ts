import { expect, test } from 'vitest';
import { toTarget } from '../../../lib/core/target.ts';
import { type RouteFacts, toDownloadRoute } from '../../../lib/core/to-download-route.ts';

const LINK = 'https://files.example.org/a.exe';

test.each<[string, RouteFacts, string, boolean]>([
  [LINK, {}, 'plain-link', false],
  [LINK, { method: 'GET' }, 'plain-link', false],
  [LINK, {}, 'policy', true],
  [LINK, { method: 'POST' }, 'not-get', false],
  ['blob:https://www.example.org/1', {}, 'no-link', false],
  ['data:text/plain,a', {}, 'no-link', true],
  ['ftp://example.org/a', {}, 'no-link', false],
  [`${LINK}?${'a'.repeat(20_000)}`, {}, 'no-link', false],
])('%.40s with %j goes by what "%s" says', (address, facts, because, alwaysScanBytes) => {
  const route = because === 'plain-link' ? 'link' : 'bytes';
  expect(toDownloadRoute({ alwaysScanBytes }, toTarget(address), facts)).toEqual({ route, because });
});
