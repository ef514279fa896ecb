import { expect, it } from 'vitest';
import { findArchives } from '../../../../server/engines/find-archives.ts';

/** The mark of RAR 5, a checksum that is wrong, and a header of two megabytes. */
const CLAIM = Buffer.from('526172211a07010000000000ffff7f', 'hex');

it.each([
  [10, true],
  [40, false],
])('%i headers of two megabytes that are none: all are looked at %j', (count, complete) => {
  const claims = Array.from({ length: count }, () => CLAIM);
  const bytes = Buffer.concat([Buffer.from('text'), ...claims, Buffer.alloc(2_200_000)]);
  expect(findArchives(bytes)).toEqual({ parts: [], complete });
});
