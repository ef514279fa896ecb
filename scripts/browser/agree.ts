import type { Worker } from '@playwright/test';
import { agreedValues } from './agreed-values.ts';

/** The part of `chrome` that is used inside the extension's worker. */
declare const chrome: { storage: { local: { set: (values: object) => Promise<void> } } };

/** Agrees that Sluice sends what it scans, as the welcome page would, and has it touch no download. */
export async function agree(worker: Worker): Promise<void> {
  await worker.evaluate((values) => chrome.storage.local.set(values), agreedValues());
}
