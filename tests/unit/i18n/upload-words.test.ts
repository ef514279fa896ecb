import { expect, test } from 'vitest';
import { scanWords } from '../../../lib/i18n/scan-words.ts';
import { percentWords, sentFraction } from '../../../lib/i18n/upload-words.ts';
import { aScan } from '../../factories/scan-factory.ts';

test.each([
  [0, 100, '0%'],
  [42, 100, '42%'],
  [999, 1_000, '99%'],
  [1_000, 1_000, '100%'],
  [1_100, 1_000, '100%'],
  [0, 0, '0%'],
])('%d of %d bytes are %s', (sent, total, words) => {
  expect(percentWords({ sent, total })).toBe(words);
  expect(sentFraction({ sent, total })).toBeLessThanOrEqual(1);
});

test('a row that uploads tells how far it has come', () => {
  const scan = aScan({
    state: 'submitting',
    route: 'bytes',
    size: 146_000_000,
    server: 'http://127.0.0.1:8080',
  });
  expect(scanWords(scan, 0, { sent: 61_320_000, total: 146_000_000 })).toEqual({
    word: '42%',
    line: 'Uploading to Local scanner, 61.3 MB of 146 MB · files.example.org',
  });
});
