import type { Worker } from '@playwright/test';
import type { Connection } from '../../lib/core/connection.ts';
import { CONNECTION_KEY } from '../../lib/storage/connection-store.ts';

/** The part of `chrome` that is used inside the extension's worker. */
declare const chrome: { storage: { local: { set: (values: object) => Promise<void> } } };

/** Connects the extension to a scanner, as the settings page would. */
export async function connectExtension(worker: Worker, server: string, token: string): Promise<void> {
  const connection: Connection = { server, tokens: { [server]: token } };
  await worker.evaluate((values) => chrome.storage.local.set(values), { [CONNECTION_KEY]: connection });
}
