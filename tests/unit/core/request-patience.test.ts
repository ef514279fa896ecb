import { expect, it } from 'vitest';
import { toRequestPatience } from '../../../lib/core/request-patience.ts';

it('waits long only where no server waits with it, and hardly for "Save Link As"', () => {
  const patience = (size: number | undefined, isSavedLink = false) =>
    toRequestPatience({ size, isSavedLink });
  expect(patience(64 * 1024)).toBe(110_000);
  expect(patience(64 * 1024 + 1)).toBeLessThan(60_000);
  expect(patience(undefined)).toBeLessThan(60_000);
  expect(patience(1, true)).toBeLessThan(4_000);
});
