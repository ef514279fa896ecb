import type { Page } from '@playwright/test';

/** Stops the extensions' workers at once, as the browser does when it runs short. */
export async function stopWorkers(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
}
