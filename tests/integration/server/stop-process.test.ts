import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { waitFor } from './wait-for.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SCRIPT = join(ROOT, 'scripts', 'server.mjs');

/** Windows has neither groups of processes nor signals. */
const hasSignals = process.platform !== 'win32';

/** Starts `scripts/server.mjs` in a group of its own, as a terminal does, by whatever `toCommand` makes of the command. */
async function start(toCommand: (command: string[]) => string[] = (command) => command) {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-stop-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const data = join(folder, 'data');
  const [program = '', ...args] = toCommand([process.execPath, SCRIPT, '--data', data]);
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, npm_lifecycle_event: 'server' },
  });
  const pid = toPid(child);
  const toGroup = (signal: NodeJS.Signals | 0): boolean => {
    try {
      return process.kill(-pid, signal);
    } catch {
      return false;
    }
  };
  onTestFinished(() => void toGroup('SIGKILL'));
  await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
  const scanner = Number(await readFile(join(data, 'scanner.pid'), 'utf8'));
  return { child, data, scanner, toGroup };
}

function toPid({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('not started');
  return pid;
}

const CLOSED = ['samples', 'scanner.lock', 'scans.sqlite', 'tokens.sqlite'];

/** What a clean end leaves: the log of changes is in the database, and the lock is given back. */
async function expectCleanEnd(data: string): Promise<void> {
  await waitFor('the scanner to end', async () => !existsSync(join(data, 'scanner.pid')));
  await waitFor('the data folder to be closed', async () => (await readdir(data)).length <= CLOSED.length);
  expect((await readdir(data)).toSorted()).toEqual(CLOSED);
}

describe.runIf(hasSignals)('the scanner behind its script', () => {
  it('ends well on Ctrl+C, which reaches it twice', async () => {
    const { child, data, toGroup } = await start();
    const exited = once(child, 'exit');
    toGroup('SIGINT');
    expect(await exited).toEqual([0, null]);
    await expectCleanEnd(data);
  });

  it('ends well when the script is killed', async () => {
    const { child, data } = await start();
    child.kill('SIGKILL');
    await expectCleanEnd(data);
  });

  it('ends well when the shell that npm puts before the script is gone', async () => {
    // The word at the end keeps the shell from becoming the script.
    const { child, data } = await start((command) => ['/bin/sh', '-c', '"$@"; true', 'sh', ...command]);
    child.kill('SIGTERM');
    await expectCleanEnd(data);
  });
});

it.runIf(hasSignals)('a second signal does not cut the end of the scanner short', async () => {
  const { child, data, scanner } = await start();
  const exited = once(child, 'exit');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGINT'] as const) process.kill(scanner, signal);
  expect(await exited).toEqual([0, null]);
  await expectCleanEnd(data);
});
