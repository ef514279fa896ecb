import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { LaunchedBrowser } from '../../scripts/browser/launch-browser.ts';
import { stopWorkers } from './stop-workers.ts';

type Rights = { permissions?: string[]; origins?: string[] };

/** The parts of `chrome` that are used inside a page of the extension. */
declare const chrome: {
  action: { setBadgeText: (o: { text: string }) => Promise<void>; setTitle: (o: object) => Promise<void> };
  alarms: { clearAll: () => Promise<boolean> };
  downloads: {
    search: (query: object) => Promise<{ id: number }[]>;
    cancel: (id: number) => Promise<void>;
    erase: (query: object) => Promise<number[]>;
  };
  notifications: {
    getAll: () => Promise<Record<string, boolean>>;
    clear: (id: string) => Promise<boolean>;
  };
  offscreen?: { hasDocument: () => Promise<boolean>; closeDocument: () => Promise<void> };
  permissions: { getAll: () => Promise<Rights>; remove: (rights: Rights) => Promise<boolean> };
  runtime: { getManifest: () => { permissions: string[]; host_permissions: string[] } };
  storage: Record<'local' | 'session', { clear: () => Promise<void> }>;
};

/**
 * Makes a browser what it was before a test: one page, no cookies, no downloads, and an extension that has stored nothing,
 * waits for nothing and may do no more than after its installation. Its worker is dead then.
 */
export async function renewInstallation(
  { context, extensionId }: Pick<LaunchedBrowser, 'context' | 'extensionId'>,
  downloadsDir: string,
): Promise<void> {
  // A page of the extension that runs nothing of it.
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/manifest.json`);
  await Promise.all(context.pages().map((other) => (other === page ? undefined : other.close())));
  await Promise.all([context.clearCookies(), context.clearPermissions(), context.unrouteAll()]);
  // A worker that lives would act on what is taken away from it; one that wakes for it finds nothing to do.
  await stopWorkers(page);
  await endWork(page);
  await forgetAll(page);
  await stopWorkers(page);
  for (const name of await readdir(downloadsDir))
    await rm(join(downloadsDir, name), { recursive: true, force: true, maxRetries: 5 });
}

/** Takes away all that could start the worker by itself. */
function endWork(page: Page): Promise<void> {
  return page.evaluate(async () => {
    await chrome.alarms.clearAll();
    if ((await chrome.offscreen?.hasDocument()) === true) await chrome.offscreen?.closeDocument();
    for (const { id } of await chrome.downloads.search({ state: 'in_progress' }))
      await chrome.downloads.cancel(id);
    await chrome.downloads.erase({});
    for (const id of Object.keys(await chrome.notifications.getAll())) await chrome.notifications.clear(id);
  });
}

/** Takes away all that is stored, shown and granted. */
function forgetAll(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    for (const { name = '' } of databases)
      await new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase(name);
        deleting.onsuccess = () => resolve();
        deleting.onerror = () => reject(deleting.error);
      });
    await Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()]);
    const { permissions, host_permissions } = chrome.runtime.getManifest();
    const granted = await chrome.permissions.getAll();
    await chrome.permissions.remove({
      permissions: (granted.permissions ?? []).filter((name) => !permissions.includes(name)),
      origins: (granted.origins ?? []).filter((origin) => !host_permissions.includes(origin)),
    });
    await chrome.action.setBadgeText({ text: '' });
    await chrome.action.setTitle({ title: '' });
    await chrome.alarms.clearAll();
  });
}
