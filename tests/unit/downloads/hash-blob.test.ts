import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashBlob, MAX_BYTES_IN_MEMORY } from '../../../lib/downloads/hash-blob.ts';

test.each([0, 1, MAX_BYTES_IN_MEMORY, MAX_BYTES_IN_MEMORY + 1])(
  'of %d bytes it is what others compute',
  async (size) => {
    const bytes = randomBytes(size);
    expect(await hashBlob(new Blob([bytes]))).toBe(createHash('sha256').update(bytes).digest('hex'));
  },
);
