import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { isPortFree } from './is-port-free.ts';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
const END_WITH_PARENT = new URL('end-with-parent.ts', import.meta.url).href;

/** Below the ports that systems hand out by themselves: nobody is given it while the scanner is down. */
const PORTS = { first: 20_000, end: 30_000 };
const PORT_TRIES = 20;

/** The one line that the scanner prints. */
const Ready = v.pipe(v.string(), v.parseJson(), v.object({ url: v.string() }));

export type ScannerOptions = {
  /** Serves the page of samples. */
  samples?: boolean;
  /** Shortest time that a scan takes, in ms. */
  scanDelayMs?: number;
  /** More settings, as variables of the environment. */
  settings?: { [variable: string]: string };
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
  /** Starts it again with the same address, token and data, and with the options that are given changed. */
  restart: (changed?: ScannerOptions) => Promise<void>;
  /** Ends it and removes its data. */
  stop: () => Promise<void>;
};

/** Starts the local scanner on loopback with a fresh token and a data folder of its own. */
export async function startScanner(options: ScannerOptions = {}): Promise<StartedScanner> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-scanner-'));
  const token = randomBytes(24).toString('base64url');
  const removeData = () => rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  const started = await spawnOnFreePort(options, dataDir, token).catch(async (error: unknown) => {
    await removeData();
    throw error;
  });
  const { url } = started;
  let { child } = started;
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
    async restart(changed = {}) {
      await end('SIGKILL');
      child = spawnScanner({ ...options, ...changed }, dataDir, token, new URL(url).port);
      await readyUrl(child);
    },
    async stop() {
      await end('SIGTERM');
      await removeData();
    },
  };
}

async function spawnOnFreePort(
  options: ScannerOptions,
  dataDir: string,
  token: string,
  triesLeft = PORT_TRIES,
): Promise<{ child: ChildProcess; url: string }> {
  const port = randomInt(PORTS.first, PORTS.end);
  if (await isPortFree(port)) {
    const child = spawnScanner(options, dataDir, token, String(port));
    try {
      return { child, url: await readyUrl(child) };
    } catch (error) {
      child.kill();
      // Another process may have been quicker. Where the port is free still, the fault is another one.
      if (triesLeft === 0 || (await isPortFree(port))) throw error;
    }
  } else if (triesLeft === 0)
    throw new Error('The local scanner found no free port between 20000 and 29999.');
  return spawnOnFreePort(options, dataDir, token, triesLeft - 1);
}

function spawnScanner(
  { samples, scanDelayMs, settings }: ScannerOptions,
  dataDir: string,
  token: string,
  port: string,
): ChildProcess {
  const args = ['--import', END_WITH_PARENT, MAIN, '--data', dataDir, '--port', port, '--log-level', 'warn'];
  // Samples, sites and receivers of its users stand on this machine.
  args.push('--allow-network', 'loopback');
  if (samples) args.push('--samples');
  if (scanDelayMs !== undefined) args.push('--scan-delay-ms', String(scanDelayMs));
  // By the environment, since other users of the machine can read the arguments of a process.
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...settings, SLUICE_TOKEN: token },
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
