import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type BrowserContext, chromium } from '@playwright/test';
import { ensureBrowser } from '../../../scripts/browser/ensure-browser.ts';
import { writePreferences } from '../../../scripts/browser/write-preferences.ts';
import { until } from './until.ts';

export type BareBrowser = {
  context: BrowserContext;
  /** Where it can be driven: `http://127.0.0.1:9222`. */
  endpoint: string;
  /** Its profile, by which its processes are found. */
  profileDir: string;
  /** Lets go of it, while it goes on: a worker that is watched is never stopped. What was read of it is of no use then. */
  disconnect: () => Promise<void>;
  /** Ends it as a person would, so that it writes what it has to. */
  close: () => Promise<void>;
  /** Ends it by SIGKILL: it writes nothing any more. */
  kill: () => Promise<void>;
};

export type BareBrowserOptions = {
  /** Folders of unpacked extensions. */
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
export async function openBareBrowser(options: BareBrowserOptions): Promise<BareBrowser> {
  const { profileDir, downloadsDir } = options;
  await writePreferences(profileDir, downloadsDir);
  const portFile = join(profileDir, 'DevToolsActivePort');
  await rm(portFile, { force: true });
  const child = spawn(ensureBrowser().path, toArgs(options), { stdio: 'ignore' });
  const end = (signal: NodeJS.Signals) => endProcess(child, signal);
  try {
    const port = await until(async () => readPort(portFile), Date.now() + PATIENCE_MS);
    if (port === undefined) throw new Error('The browser does not say where it can be driven.');
    const endpoint = `http://127.0.0.1:${port}`;
    const browser = await chromium.connectOverCDP(endpoint, { noDefaults: true });
    const [context] = browser.contexts();
    if (context === undefined) throw new Error('The browser has no window.');
    const disconnect = () => browser.close().catch(() => {});
    return {
      context,
      endpoint,
      profileDir,
      disconnect,
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

function toArgs({ extensionDirs, profileDir }: BareBrowserOptions): string[] {
  const dirs = extensionDirs.join(',');
  const loading = [`--disable-extensions-except=${dirs}`, `--load-extension=${dirs}`];
  return [
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${profileDir}`,
    ...(dirs === '' ? [] : loading),
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
