import { expect, test } from 'vitest';
import { sizeWords } from '../../../lib/i18n/size-words.ts';

test.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1_000, '1 kB'],
  [61_240_000, '61.2 MB'],
  [500_000_000, '500 MB'],
  [1_500_000_000, '1.5 GB'],
])('%d bytes are told as %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});
