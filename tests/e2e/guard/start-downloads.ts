import { expect, type Page } from '@playwright/test';
import type { Site } from './site.ts';
import type { SiteFile } from './site-file.ts';

/** The part of `chrome` that is used inside the other extension. */
declare const chrome: { downloads: { download: (options: object) => Promise<number> } };

/** Opens the site's page, with all of its files on it. */
export async function openSitePage(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('body[data-ready=true]').waitFor();
}

/**
 * Starts downloads, each as its kind says; most of them in one turn of the page.
 *
 * "Save link as" is an entry of a native menu, which no protocol clicks. A click with the Alt key stands in for it: the
 * browser then saves what the link leads to without going there, whatever the site says of it, which is the same but
 * for the question where to.
 * @param page that of the site
 * @param otherPage one of the other extension
 */
export async function startDownloads(
  site: Site,
  page: Page,
  otherPage: Page,
  files: readonly SiteFile[],
): Promise<void> {
  const byKind = Object.groupBy(files, ({ kind }) =>
    kind === 'extension' || kind === 'save-as' || kind === 'new-tab' ? kind : 'clicked',
  );
  const { clicked = [], extension = [], 'save-as': saved = [], 'new-tab': inTabs = [] } = byKind;
  await page.evaluate(
    (ids) => {
      for (const id of ids) document.getElementById(id)?.click();
    },
    clicked.map(({ token }) => token),
  );
  await otherPage.evaluate(
    (urls) => Promise.all(urls.map((url) => chrome.downloads.download({ url }))),
    extension.map(({ address }) => address),
  );
  for (const file of saved) {
    await page.bringToFront();
    await page.locator(`#${file.token}`).click({ modifiers: ['Alt'] });
    // The next one would take the place of one that the page has not sent yet.
    await expect.poll(() => site.transfersOf(file).length).toBeGreaterThan(0);
  }
  for (const { token } of inTabs) {
    // Behind the tab that the last one opened, it takes no click.
    await page.bringToFront();
    await page.locator(`#${token}`).click();
  }
}
