import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { requireWritableFile } from '../../../../scripts/tools/require-writable-file.ts';
import { requireWritableFolder } from '../../../../scripts/tools/require-writable-folder.ts';
import { writeWhole } from '../../../../scripts/tools/write-whole.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-write-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('writes a file anew, makes its folder and leaves nothing else', async () => {
  const path = join(folder, 'deep', 'latest.json');
  await writeWhole(path, 'old');
  await writeWhole(path, 'new');
  expect([await readdir(join(folder, 'deep')), await readFile(path, 'utf8')]).toEqual([
    ['latest.json'],
    'new',
  ]);
});

it('leaves what is there, and no part, where it cannot write', async () => {
  await mkdir(join(folder, 'latest.json', 'old'), { recursive: true });
  await expect(writeWhole(join(folder, 'latest.json'), 'new')).rejects.toThrow();
  expect([await readdir(folder), await readdir(join(folder, 'latest.json'))]).toEqual([
    ['latest.json'],
    ['old'],
  ]);
});

it('lets a file be written that is there or not, and leaves it as it is', async () => {
  await writeFile(join(folder, 'old'), 'old');
  await requireWritableFile(join(folder, 'old'));
  await requireWritableFile(join(folder, 'deep', 'new'));
  expect(await readdir(folder, { recursive: true })).toEqual(['deep', 'old']);
  expect(await readFile(join(folder, 'old'), 'utf8')).toBe('old');
});

it('says what to do where a file or folder is in the way', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(requireWritableFile(folder)).rejects.toThrow(`${folder} is a folder. Name a file.`);
  await expect(requireWritableFolder(join(folder, 'file'))).rejects.toThrow('Name another folder.');
  await expect(requireWritableFile(join(folder, 'file', 'x'))).rejects.toThrow('Name another folder.');
});
