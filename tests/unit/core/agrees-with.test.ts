import { expect, test } from 'vitest';
import { agreesWith } from '../../../lib/core/agrees-with.ts';

const UNTOLD = { total: undefined, received: 1_000 };

test.each([
  ['the announced size', { size: 1_000 }, { total: 1_000, received: 5 }, 'yes'],
  ['another size than announced', { size: 7 }, { total: 1_000, received: 5 }, 'no'],
  ['as many bytes as have come, by chance', { size: 1_000 }, UNTOLD, 'not-yet'],
  ['more bytes than have come', { size: 1_001 }, UNTOLD, 'not-yet'],
  ['fewer bytes than have come', { size: 7 }, UNTOLD, 'no'],
] as const)('a copy with %s: %j beside %j is %s', (_case, copy, known, agreement) => {
  expect(agreesWith(copy, known)).toBe(agreement);
});
