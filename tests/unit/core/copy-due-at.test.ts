import { expect, test } from 'vitest';
import { copyDueAt } from '../../../lib/core/copy-due-at.ts';
import { aHold } from '../../factories/hold-factory.ts';

const createdAt = 1_000_000;

test.each([
  ['of a short window, 6 s before its end', 11_000, 5_000],
  ['of a long window, when two thirds of it are over', 60_000, 40_000],
  ['of a shorter one, when two fifths of it are over', 6_000, 2_400],
  ['of one that is over, at once', 0, 0],
])('%s', (_name, window, due) => {
  expect(copyDueAt(aHold({ createdAt, heldUntil: createdAt + window }))).toBe(createdAt + due);
});

test('of nothing that is held, never', () => {
  expect(copyDueAt(aHold())).toBeUndefined();
});
