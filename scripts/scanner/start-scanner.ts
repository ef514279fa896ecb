import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
const END_WITH_PARENT = new URL('end-with-parent.ts', import.meta.url).href;

/** The one line that the scanner prints. */
const Ready = v.pipe(v.string(), v.parseJson(), v.object({ url: v.string() }));

export type ScannerOptions = {
  /** Serves the page of samples. */
  samples?: boolean;
  /** Shortest time that a scan takes, in ms. */
  scanDelayMs?: number;
};

export type StartedScanner = {
  /** Without a slash at its end. The same after a restart. */
  url: string;
  token: string;
  /** Folder of its rows and files. */
  dataDir: string;
  /** Number of its process. */
  pid: () => number;
  /** Ends it at once, as a crash would. */
  kill: () => Promise<void>;
  /** Starts it again with the same address, token and data. */
  restart: () => Promise<void>;
  /** Ends it and removes its data. */
  stop: () => Promise<void>;
};

/** Starts the local scanner on loopback with a fresh token and a data folder of its own. */
export async function startScanner(options: ScannerOptions = {}): Promise<StartedScanner> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-scanner-'));
  const token = randomBytes(24).toString('base64url');
  let child = spawnScanner(options, dataDir, token, '0');
  const removeData = () => rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  const url = await readyUrl(child).catch(async (error: unknown) => {
    child.kill();
    await removeData();
    throw error;
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  return {
    url,
    token,
    dataDir,
    // It has printed its address, so there is a process.
    pid: () => child.pid ?? 0,
    kill: () => end('SIGKILL'),
    async restart() {
      await end('SIGKILL');
      child = spawnScanner(options, dataDir, token, new URL(url).port);
      await readyUrl(child);
    },
    async stop() {
      await end('SIGTERM');
      await removeData();
    },
  };
}

function spawnScanner(
  { samples, scanDelayMs }: ScannerOptions,
  dataDir: string,
  token: string,
  port: string,
): ChildProcess {
  const args = ['--import', END_WITH_PARENT, MAIN, '--data', dataDir, '--port', port, '--log-level', 'warn'];
  if (samples) args.push('--samples');
  if (scanDelayMs !== undefined) args.push('--scan-delay-ms', String(scanDelayMs));
  // By the environment, since other users of the machine can read the arguments of a process.
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, SLUICE_TOKEN: token },
  });
  // It may end before its parent does, and then there is nobody at the other end.
  child.stdin?.on('error', () => {});
  return child;
}

async function readyUrl(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The scanner has no output to read.');
  for await (const line of createInterface({ input: child.stdout })) {
    const ready = v.safeParse(Ready, line);
    if (ready.success) return ready.output.url;
  }
  throw new Error('The local scanner ended before it was ready. Its last words stand above.');
}
