import { expect, test } from 'vitest';
import { copyDueAt } from '../../../lib/core/copy-due-at.ts';
import { aHold } from '../../factories/hold-factory.ts';

const createdAt = 1_000_000;

test.each([
  ['of a short window, 6 s before its end', 11_000, 5_000],
  ['of a long window, when two thirds of it are over', 60_000, 40_000],
  ['of a window shorter than that, at once', 3_000, -3_000],
])('%s', (_name, window, due) => {
  expect(copyDueAt(aHold({ createdAt, heldUntil: createdAt + window }))).toBe(createdAt + due);
});

test('of nothing that is held, never', () => {
  expect(copyDueAt(aHold())).toBeUndefined();
});
