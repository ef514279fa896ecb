import { expect, test } from 'vitest';
import { agreesWith } from '../../../lib/core/agrees-with.ts';

const ZIP = { total: undefined, received: 1_000, type: 'application/zip' };

test.each([
  ['the announced size', { size: 1_000 }, { ...ZIP, total: 1_000, received: 5 }, 'yes'],
  ['another size than announced', { size: 7 }, { ...ZIP, total: 1_000 }, 'no'],
  ['as many bytes as have come', { size: 1_000, type: 'Application/ZIP; a=b' }, ZIP, 'yes'],
  ['more bytes than have come', { size: 1_001 }, ZIP, 'not-yet'],
  ['fewer bytes than have come', { size: 7 }, ZIP, 'no'],
  ['as many bytes of another type', { size: 1_000, type: 'application/json' }, ZIP, 'no'],
] as const)('a copy with %s: %j beside %j is %s', (_case, copy, known, agreement) => {
  expect(agreesWith(copy, known)).toBe(agreement);
});
