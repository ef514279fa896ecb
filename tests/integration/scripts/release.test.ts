import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { release } from '../../../scripts/release/release.ts';

const FILES = {
  'package.json': '{\n  "name": "sluice",\n  "version": "0.1.0"\n}\n',
  'package-lock.json':
    '{ "version": "0.1.0", "packages": { "": { "version": "0.1.0" }, "node_modules/a": { "version": "0.1.0" } } }',
  'CHANGELOG.md': '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A gate.\n',
};

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-release-'));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(root, name), text);
  git('init', '--quiet', '--initial-branch=main');
  for (const [key, value] of [
    ['user.name', 'Test'],
    ['user.email', 'test@example.org'],
    ['commit.gpgSign', 'false'],
    ['tag.gpgSign', 'false'],
  ] as const)
    git('config', key, value);
  commitAll('feat: a gate');
  git('tag', 'v0.1.0');
});
afterEach(() => rm(root, { recursive: true, force: true }));

it('commits and tags the version, with the day in the changelog', async () => {
  expect(await make('0.2.0')).toEqual([]);
  expect(git('show', '--no-patch', '--format=%s', 'v0.2.0^{commit}')).toBe('chore: release 0.2.0');
  expect(git('cat-file', '-t', 'v0.2.0')).toBe('tag');
  expect([git('status', '--porcelain'), git('rev-parse', 'HEAD')]).toEqual([
    '',
    git('rev-parse', 'v0.2.0^{}'),
  ]);
  expect(await readFile(join(root, 'CHANGELOG.md'), 'utf8')).toBe(
    '# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-11-28\n\n### Added\n\n- A gate.\n',
  );
  expect(await readFile(join(root, 'package.json'), 'utf8')).toContain('"version": "0.2.0"');
  expect(await readFile(join(root, 'package-lock.json'), 'utf8')).toBe(
    '{ "version": "0.2.0", "packages": { "": { "version": "0.2.0" }, "node_modules/a": { "version": "0.1.0" } } }',
  );
});

it('changes nothing in a dry run, and says what stands against it', async () => {
  expect(await make('0.2.0', true)).toEqual([]);
  expect([git('status', '--porcelain'), git('tag', '--list')]).toEqual(['', 'v0.1.0']);
  git('switch', '--quiet', '--create', 'next');
  await writeFile(join(root, 'new.ts'), '');
  expect(await make('0.1.0', true)).toHaveLength(4);
});

it('makes a release once only', async () => {
  await make('0.2.0');
  expect(await make('0.3.0')).toEqual(['CHANGELOG.md has nothing under a line "## [Unreleased]".']);
});

it('leaves the files as they were where git refuses the commit', async () => {
  await writeFile(join(root, '.git', 'hooks', 'pre-commit'), '#!/bin/sh\nexit 1\n');
  await chmod(join(root, '.git', 'hooks', 'pre-commit'), 0o755);
  await expect(make('0.2.0')).rejects.toThrow('"git commit" failed');
  expect([git('status', '--porcelain'), git('tag', '--list')]).toEqual(['', 'v0.1.0']);
});

it('leaves neither a commit nor changed files where git refuses the tag', async () => {
  // A name below that of the tag to come: git has room for one of the two.
  git('tag', 'v0.2.0/rehearsal');
  const before = git('rev-parse', 'HEAD');
  await expect(make('0.2.0')).rejects.toThrow('"git tag" failed');
  expect([git('status', '--porcelain'), git('rev-parse', 'HEAD')]).toEqual(['', before]);
  expect(await readFile(join(root, 'CHANGELOG.md'), 'utf8')).toBe(FILES['CHANGELOG.md']);
});

it('refuses a lockfile of another version, in which it would change that of a dependency', async () => {
  const lock = FILES['package-lock.json']
    .replaceAll('0.1.0', '0.0.9')
    .replace(/0\.0\.9(?=" } } }$)/, '0.1.0');
  await writeFile(join(root, 'package-lock.json'), lock);
  commitAll('chore: a lockfile');
  expect(await make('0.2.0')).toEqual([expect.stringContaining('package-lock.json is not of version 0.1.0')]);
});

function make(version: string, isDryRun = false): Promise<string[]> {
  return release({ root, version, date: '2026-11-28', isDryRun });
}

function commitAll(message: string): void {
  git('add', '--all');
  git('commit', '--quiet', '--message', message);
}

function git(...args: readonly string[]): string {
  return execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' }).trim();
}
