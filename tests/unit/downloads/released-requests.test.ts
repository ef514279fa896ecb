import { expect, test } from 'vitest';
import { createReleasedRequests } from '../../../lib/downloads/released-requests.ts';
import { aDownload } from '../../factories/download-factory.ts';

const FILE = 'https://files.example.org/setup.exe';

test('the download that begins at a released address is that one’s, once: the newest first', () => {
  const requests = createReleasedRequests(() => 0);
  requests.add('one', `${FILE}#top`);
  requests.add('two', FILE);
  const download = aDownload({ addresses: ['https://example.org/', FILE] });
  expect([requests.adopt(download), requests.adopt(download), requests.adopt(download)]).toEqual([
    'two',
    'one',
    undefined,
  ]);
});

test('a download at another address, or one that comes much later, is nobody’s', () => {
  let now = 0;
  const requests = createReleasedRequests(() => now);
  requests.add('one', FILE);
  expect(requests.adopt(aDownload({ addresses: [`${FILE}.sig`] }))).toBeUndefined();
  now = 120_001;
  expect(requests.adopt(aDownload({ addresses: [FILE] }))).toBeUndefined();
});
