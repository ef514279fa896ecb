import { expect, test } from 'vitest';
import type { Hold } from '../../../lib/core/hold.ts';
import { createOrphanedRequests } from '../../../lib/downloads/orphaned-requests.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { aHold } from '../../factories/hold-factory.ts';
import { aScan } from '../../factories/scan-factory.ts';

const FILE = 'https://files.example.org/setup.exe';
const NOW = 2_000_000;

function make(given: Partial<Hold>) {
  const { downloadId: _number, ...hold } = aHold({ createdAt: NOW - 5_000, state: 'held' });
  let current: Hold = { ...hold, ...given };
  const orphaned = createOrphanedRequests({
    holds: { get: async () => current, listActive: async () => [current] },
    scans: { get: async (id) => aScan({ id, url: FILE }) },
    now: () => NOW,
  });
  const change = (facts: Partial<Hold>) => {
    current = { ...current, ...facts };
  };
  return { orphaned, change, id: hold.id };
}

test('the download that begins at the address is the request’s, whenever it is asked, and no other one is', async () => {
  const { orphaned, id } = make({});
  const download = aDownload({ addresses: [FILE] });
  expect([await orphaned.adopt(download), await orphaned.adopt(download)]).toEqual([id, id]);
  expect(await orphaned.adopt(aDownload({ addresses: [FILE] }))).toBeUndefined();
});

test.each([
  ['of which there is our copy only', { place: 'staged' }],
  ['that has a download already', { downloadId: 7 }],
  ['that this background holds itself', { createdAt: NOW }],
] as const)('a hold %s gets none', async (_name, given) => {
  expect(await make(given).orphaned.adopt(aDownload({ addresses: [FILE] }))).toBeUndefined();
});

test('one that came to its end since gets none', async () => {
  const { orphaned, change } = make({});
  expect(await orphaned.adopt(aDownload({ addresses: [`${FILE}.sig`] }))).toBeUndefined();
  change({ state: 'gone' });
  expect(await orphaned.adopt(aDownload({ addresses: [FILE] }))).toBeUndefined();
});
