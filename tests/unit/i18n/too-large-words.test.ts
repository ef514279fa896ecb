import { expect, test } from 'vitest';
import { tooLargeWords } from '../../../lib/i18n/too-large-words.ts';

test.each([
  [612_000_000, '612 MB is over the limit of 500 MB.'],
  [500_000_001, '500,000,001 bytes is over the limit of 500,000,000 bytes.'],
])('%d bytes', (size, words) => {
  expect(tooLargeWords(size, 500_000_000)).toBe(words);
});
