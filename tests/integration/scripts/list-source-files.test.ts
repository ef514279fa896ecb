import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listSourceFiles } from '../../../scripts/package/list-source-files.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-sources-'));
  await lay('.gitignore', 'node_modules/\n.output/\n*.tsbuildinfo\n');
  for (const path of ['package.json', '.ci/run', 'lib/core/größe.ts', 'lib/b.ts']) await lay(path);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const SOURCES = ['.ci/run', '.gitignore', 'lib/b.ts', 'lib/core/größe.ts', 'package.json'];

it('lists what git tracks, and the same where there is no repository but what a build has left', async () => {
  for (const path of ['node_modules/ky/index.js', '.output/a.js', 'lib/x.tsbuildinfo', 'lib/.output/b'])
    await lay(path);
  await symlink(tmpdir(), join(folder, 'lib', 'node_modules'));
  expect(await listSourceFiles(folder)).toEqual(SOURCES);
  await rm(join(folder, 'lib', 'node_modules'));
  execFileSync('git', ['-C', folder, 'init', '--quiet']);
  execFileSync('git', ['-C', folder, 'add', '--all']);
  await lay('not-added.ts');
  expect(await listSourceFiles(folder)).toEqual(SOURCES);
});

it('refuses a .gitignore that says more than it understands', async () => {
  await lay('.gitignore', 'node_modules/\n/dist/*.js\n');
  await expect(listSourceFiles(folder)).rejects.toThrow('.gitignore has "/dist/*.js"');
});

async function lay(path: string, text = ''): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}
