import { expect, test } from 'vitest';
import { isFollowedAsPage } from '../../../lib/core/is-followed-as-page.ts';
import { SCAN_SOURCES } from '../../../lib/core/scan.ts';
import { aResult, aScan } from '../../factories/scan-factory.ts';

const page = (type = 'text/html') => aResult({ sample: { type } });

test.each(['text/html', 'TEXT/HTML; charset=utf-8', 'application/xhtml+xml', 'html', 'HTML document'])(
  'a link to %s is',
  (type) => {
    expect(isFollowedAsPage(aScan(), page(type))).toBe(true);
  },
);

test.each(['application/pdf', 'text/plain', 'application/x-html-not', 'htmlx', ''])(
  'a link to %j is not',
  (type) => {
    expect(isFollowedAsPage(aScan(), page(type))).toBe(false);
  },
);

test.each(SCAN_SOURCES)('of the source %s: only what a person asked of a link', (source) => {
  expect(isFollowedAsPage(aScan({ source }), page())).toBe(source === 'link' || source === 'paste');
});

test('what is malicious already, bytes and pages are not', () => {
  expect(isFollowedAsPage(aScan(), { ...page(), verdict: 'malicious' })).toBe(false);
  expect(isFollowedAsPage(aScan({ route: 'bytes' }), page())).toBe(false);
  expect(isFollowedAsPage(aScan({ route: 'page' }), page())).toBe(false);
});
