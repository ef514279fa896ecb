import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadBootstrap } from './load-bootstrap.ts';

type Host = { os: string; cpu: string; libc: string | undefined };
type Locked = Record<string, object>;

const { findMissing } = await loadBootstrap<{
  findMissing: (root: string, host: Host) => string | undefined;
}>('find-missing');

const HOST: Host = { os: 'linux', cpu: 'x64', libc: 'glibc' };
const A = 'node_modules/a';
const NATIVE = 'node_modules/native-linux';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-missing-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('findMissing', () => {
  it('is content where all is there', async () => {
    await lay({ [A]: { version: '1.0.0' } }, { [A]: { version: '1.0.0' } });
    expect(findMissing(root, HOST)).toBeUndefined();
  });

  it('names node_modules where nothing was installed, or an installation was interrupted', async () => {
    await lay({ [A]: { version: '1.0.0' } }, { [A]: { version: '1.0.0' } });
    await rm(join(root, 'node_modules', '.package-lock.json'));
    expect(findMissing(root, HOST)).toBe('node_modules');
  });

  it('names a package of an older lockfile', async () => {
    await lay({ [A]: { version: '2.0.0' } }, { [A]: { version: '1.0.0' } });
    expect(findMissing(root, HOST)).toBe(A);
  });

  it('names a package that was removed by hand', async () => {
    await lay({ [A]: { version: '1.0.0' } }, { [A]: { version: '1.0.0' } });
    await rm(join(root, A), { recursive: true });
    expect(findMissing(root, HOST)).toBe(A);
  });

  it('names a native part for this machine that npm has left out', async () => {
    const native = { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['glibc'] };
    await lay({ [NATIVE]: native }, {});
    expect(findMissing(root, HOST)).toBe(NATIVE);
  });

  it.each([
    ['another system', { ...HOST, os: 'darwin' }],
    ['another processor', { ...HOST, cpu: 'arm64' }],
    ['another C library', { ...HOST, libc: 'musl' }],
  ])('does without a native part for %s', async (_, host) => {
    const native = { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['glibc'] };
    await lay({ [NATIVE]: native }, {});
    expect(findMissing(root, host)).toBeUndefined();
  });

  it('does without an optional package that says nothing of machines', async () => {
    await lay({ [A]: { version: '1.0.0', optional: true } }, {});
    expect(findMissing(root, HOST)).toBeUndefined();
  });

  it('names a command that was removed, or whose file was', async () => {
    const tool = { version: '1.0.0', bin: { tool: 'tool.js' } };
    await lay({ '': { devDependencies: { a: '1' } }, [A]: tool }, { [A]: tool });
    expect(findMissing(root, HOST)).toBe('node_modules/.bin/tool');
    await mkdir(join(root, 'node_modules', '.bin'));
    await symlink('../a/tool.js', join(root, 'node_modules', '.bin', 'tool'));
    expect(findMissing(root, HOST)).toBe('node_modules/.bin/tool');
    await writeFile(join(root, A, 'tool.js'), '');
    expect(findMissing(root, HOST)).toBeUndefined();
  });

  it('does without commands of packages that others brought along, and those that install scripts make', async () => {
    const made = { version: '1.0.0', bin: { made: 'made' }, hasInstallScript: true };
    const others = { version: '1.0.0', bin: { other: 'other.js' } };
    const packages = { [A]: made, 'node_modules/b': others };
    await lay({ '': { devDependencies: { a: '1' } }, ...packages }, packages);
    expect(findMissing(root, HOST)).toBeUndefined();
  });

  it('reads a list of what a package is not for', async () => {
    await lay({ [A]: { version: '1.0.0', optional: true, os: ['!win32'] } }, {});
    expect(findMissing(root, HOST)).toBe(A);
    expect(findMissing(root, { ...HOST, os: 'win32' })).toBeUndefined();
  });
});

async function lay(wanted: Locked, installed: Locked): Promise<void> {
  await mkdir(join(root, 'node_modules'), { recursive: true });
  const write = (path: string, packages: Locked) => writeFile(join(root, path), JSON.stringify({ packages }));
  await write('package-lock.json', { '': {}, ...wanted });
  await write('node_modules/.package-lock.json', installed);
  for (const path of Object.keys(installed)) {
    await mkdir(join(root, path), { recursive: true });
    await writeFile(join(root, path, 'package.json'), '{}');
  }
}
