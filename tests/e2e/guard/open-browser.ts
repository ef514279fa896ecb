import type { BrowserContext, Worker } from '@playwright/test';
import { type BareBrowser, type BareBrowserOptions, openBareBrowser } from './open-bare-browser.ts';
import { until } from './until.ts';

export type OpenBrowser = BareBrowser & { worker: Worker; extensionId: string };

const PATIENCE_MS = 60_000;

/** Opens a browser with extensions in it, of which one has a worker. */
export async function openBrowser(options: BareBrowserOptions): Promise<OpenBrowser> {
  const browser = await openBareBrowser(options);
  try {
    const worker = await findWorker(browser.context);
    return { ...browser, worker, extensionId: new URL(worker.url()).host };
  } catch (error) {
    await browser.kill();
    throw error;
  }
}

async function findWorker(context: BrowserContext): Promise<Worker> {
  const look = async () =>
    context.serviceWorkers().find((worker) => worker.url().startsWith('chrome-extension:'));
  const worker = await until(look, Date.now() + PATIENCE_MS);
  if (worker === undefined) throw new Error('The extension has no worker. Build it.');
  return worker;
}
