import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Page, Worker } from '@playwright/test';
import type { GuardPolicy } from '../../lib/core/guard-policy.ts';
import { agreedValues } from './agreed-values.ts';

/** The part of `chrome` that is used inside the extension's worker. */
declare const chrome: { storage: { local: { set: (values: object) => Promise<void> } } };

const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 20;

/**
 * Agrees that Sluice sends what it scans, as its first page would. That page, which a new installation opens, is closed.
 * @param policy what becomes of downloads; none is touched where it is left out
 */
export async function agree(
  { context, worker }: { context: BrowserContext; worker: Worker },
  policy?: GuardPolicy,
): Promise<void> {
  const welcome = await findWelcome(context);
  await worker.evaluate((values) => chrome.storage.local.set(values), agreedValues(policy));
  await welcome.close();
}

async function findWelcome(context: BrowserContext): Promise<Page> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const welcome = context.pages().find((page) => page.url().endsWith('/welcome.html'));
    if (welcome !== undefined) return welcome;
    await pause(LOOK_EVERY_MS);
  }
  throw new Error('The extension opens no welcome page.');
}
