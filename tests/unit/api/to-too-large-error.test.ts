import { expect, test } from 'vitest';
import { toTooLargeError } from '../../../lib/api/to-too-large-error.ts';

test.each([
  [612_000_000, 500_000_000, '612 MB is over the limit of 500 MB.'],
  [1_234_567_890, 500_000_000, '1,234.6 MB is over the limit of 500 MB.'],
  [500_000_001, 500_000_000, '500,000,001 bytes is over the limit of 500,000,000 bytes.'],
  [500_100_000, 500_000_000, '500.1 MB is over the limit of 500 MB.'],
])('%d bytes over %d', (size, limit, message) => {
  const error = toTooLargeError(size, limit);
  expect(error).toMatchObject({ problem: 'too-large', size, limit, message, detail: message });
});
