import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readMembers } from '../../../../scripts/package/read-members.ts';
import { toZip } from '../../../../scripts/package/to-zip.ts';
import { unpackZip } from '../../../../scripts/package/unpack-zip.ts';

it('gives back what was packed, so that packing it again makes the same zip', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-unpack-'));
  try {
    const zip = await toZip([
      { path: '.ci/run', bytes: Buffer.from('#!/bin/sh'), isExecutable: true },
      { path: 'lib/core/größe.ts', bytes: Buffer.from('export const size = 1;') },
      { path: 'lib/empty', bytes: Buffer.alloc(0) },
    ]);
    await writeFile(join(folder, 'a.zip'), zip);
    await unpackZip(join(folder, 'a.zip'), join(folder, 'out'));
    const again = await toZip(await readMembers(join(folder, 'out')));
    expect(Buffer.from(again).equals(zip)).toBe(true);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
