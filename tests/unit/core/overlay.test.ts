import { expect, test } from 'vitest';
import { keepCovered, type Overlay, overlay } from '../../../lib/core/overlay.ts';

type Shape = { one: number; two: boolean };
const over: Overlay<Shape> = { one: undefined, two: false };

test('what lies over a base hides it, and undefined hides nothing', () => {
  expect(overlay<Shape>({ one: 1, two: true }, over)).toEqual({ one: 1, two: false });
});

test('of a change, what was hidden is kept as it was before', () => {
  expect(keepCovered<Shape>({ one: 2, two: false }, { one: 1, two: true }, over)).toEqual({
    one: 2,
    two: true,
  });
});
