import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { onTestFinished } from 'vitest';

const SERVER = fileURLToPath(new URL('../../../server/main.ts', import.meta.url));
const END_WITH_PARENT = new URL('../../../scripts/scanner/end-with-parent.ts', import.meta.url).href;

const Ready = v.pipe(v.string(), v.parseJson(), v.object({ url: v.string(), token: v.string() }));

export type Service = { url: string; token: string; dataDir: string };

/**
 * Runs a scanner as a process of its own until the test is over, with a data folder of its own.
 * @param main the program; a copy of the scanner, or the scanner itself
 */
export async function startService(args: readonly string[] = [], main: string = SERVER): Promise<Service> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-conformance-'));
  const all = ['--import', END_WITH_PARENT, main, '--data', dataDir, '--log-level', 'error', ...args];
  const child = spawn(process.execPath, all, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, SLUICE_TOKEN: 'Token-Of-The-Service' },
  });
  child.stdin.on('error', () => {});
  onTestFinished(async () => {
    await end(child);
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });
  return { ...(await untilReady(child)), dataDir };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function untilReady(child: ChildProcess): Promise<{ url: string; token: string }> {
  if (child.stdout === null) throw new Error('The service has no output.');
  for await (const line of createInterface({ input: child.stdout })) {
    const ready = v.safeParse(Ready, line);
    if (ready.success) return ready.output;
  }
  throw new Error('The service ended before it was ready.');
}
