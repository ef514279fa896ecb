import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadBootstrap } from './load-bootstrap.ts';

const { withInstallLock } = await loadBootstrap<{
  withInstallLock: (path: string, task: () => Promise<void> | void) => Promise<void>;
}>('install-lock');

/** Above what Linux, macOS and Windows give to processes. */
const NO_PROCESS = '999999999';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('withInstallLock', () => {
  it('runs the task and leaves nothing behind', async () => {
    let seen: string[] = [];
    await withInstallLock(join(folder, 'deep', 'lock'), async () => {
      seen = await readdir(join(folder, 'deep'));
    });
    expect(seen).toEqual(['lock']);
    expect(await readdir(join(folder, 'deep'))).toEqual([]);
  });

  it('runs one task after the other', async () => {
    const log: string[] = [];
    const task = (name: string) => async () => {
      log.push(`${name} begins`);
      await new Promise(setImmediate);
      log.push(`${name} ends`);
    };
    const path = join(folder, 'lock');
    await Promise.all([withInstallLock(path, task('one')), withInstallLock(path, task('two'))]);
    expect(log).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  });

  it.each([
    ['is gone', NO_PROCESS],
    ['can not be read', 'nonsense'],
  ])('takes over a lock whose owner %s', async (_, owner) => {
    const path = join(folder, 'lock');
    await writeFile(path, owner);
    let hasRun = false;
    await withInstallLock(path, () => {
      hasRun = true;
    });
    expect(hasRun).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });

  it('gives the lock back where the task fails', async () => {
    const failing = withInstallLock(join(folder, 'lock'), () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await readdir(folder)).toEqual([]);
  });
});
