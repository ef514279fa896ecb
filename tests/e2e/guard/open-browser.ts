import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type BrowserContext, chromium, type Worker } from '@playwright/test';
import { ensureBrowser } from '../../../scripts/browser/ensure-browser.ts';
import { writePreferences } from '../../../scripts/browser/write-preferences.ts';
import { until } from './until.ts';

export type OpenBrowser = {
  context: BrowserContext;
  worker: Worker;
  extensionId: string;
  /** Ends it as a person would, so that it writes what it has to. */
  close: () => Promise<void>;
  /** Ends it by SIGKILL: it writes nothing any more. */
  kill: () => Promise<void>;
};

export type OpenBrowserOptions = {
  /** Folders of unpacked extensions, of which one has a worker. */
  extensionDirs: readonly string[];
  profileDir: string;
  downloadsDir: string;
};

const PATIENCE_MS = 60_000;
const CLOSE_PATIENCE_MS = 10_000;

/**
 * Opens a browser of which Playwright changes nothing. The usual way of starting one has it divert downloads until that
 * is undone, and a browser that starts again after a crash takes its downloads up before anybody can.
 */
export async function openBrowser(options: OpenBrowserOptions): Promise<OpenBrowser> {
  const { profileDir, downloadsDir } = options;
  await writePreferences(profileDir, downloadsDir);
  const portFile = join(profileDir, 'DevToolsActivePort');
  await rm(portFile, { force: true });
  const child = spawn(ensureBrowser().path, toArgs(options), { stdio: 'ignore' });
  const end = (signal: NodeJS.Signals) => endProcess(child, signal);
  try {
    const port = await until(async () => readPort(portFile), Date.now() + PATIENCE_MS);
    if (port === undefined) throw new Error('The browser does not say where it can be driven.');
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
    const [context] = browser.contexts();
    if (context === undefined) throw new Error('The browser has no window.');
    const worker = await findWorker(context);
    const disconnect = () => browser.close().catch(() => {});
    return {
      context,
      worker,
      extensionId: new URL(worker.url()).host,
      async close() {
        await end('SIGTERM');
        await disconnect();
      },
      async kill() {
        await end('SIGKILL');
        await disconnect();
      },
    };
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
}

function toArgs({ extensionDirs, profileDir }: OpenBrowserOptions): string[] {
  const dirs = extensionDirs.join(',');
  return [
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${profileDir}`,
    `--disable-extensions-except=${dirs}`,
    `--load-extension=${dirs}`,
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--password-store=basic',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    'about:blank',
  ];
}

async function readPort(path: string): Promise<number | undefined> {
  const [first = ''] = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  return first === '' ? undefined : Number(first);
}

async function findWorker(context: BrowserContext): Promise<Worker> {
  const look = async () =>
    context.serviceWorkers().find((worker) => worker.url().startsWith('chrome-extension:'));
  const worker = await until(look, Date.now() + PATIENCE_MS);
  if (worker === undefined) throw new Error('The extension has no worker. Build it.');
  return worker;
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  const impatience = new AbortController();
  const tired = pause(CLOSE_PATIENCE_MS, undefined, { signal: impatience.signal }).then(
    () => child.kill('SIGKILL'),
    () => false,
  );
  await exited;
  impatience.abort();
  await tired;
}
