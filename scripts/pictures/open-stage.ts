import type { Page } from '@playwright/test';
import type { LaunchedBrowser } from '../browser/launch-browser.ts';

/** Opens a page of the extension from which its stores are filled. The database is there then. */
export async function openStage({ context, extensionId }: LaunchedBrowser): Promise<Page> {
  const stage = await context.newPage();
  await stage.goto(`chrome-extension://${extensionId}/popup.html`);
  await stage.locator('footer').waitFor();
  return stage;
}
