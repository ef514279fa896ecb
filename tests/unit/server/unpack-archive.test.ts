import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../server/config.ts';
import { unpackArchive } from '../../../server/engines/unpack-archive.ts';
import { createUnpackBudget } from '../../../server/engines/unpack-budget.ts';
import { makeZip } from '../../../server/samples/make-zip.ts';

it('an engine that fails on a member is no damage of the archive', async () => {
  const bytes = makeZip({ 'a.txt': Buffer.from('x'), 'b.txt': Buffer.from('y') });
  const budget = createUnpackBudget(DEFAULT_CONFIG.unpack, bytes.length, Date.now);
  const seen: string[] = [];
  const unpacking = unpackArchive({ bytes, name: 'x.zip', password: null }, budget, (path) => {
    seen.push(path);
    throw new Error('the engine broke');
  });
  await expect(unpacking).rejects.toThrow('the engine broke');
  expect(seen).toEqual(['a.txt']);
});
