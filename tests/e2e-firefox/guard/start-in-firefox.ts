import { expect, vi } from 'vitest';
import { readRows, rowsOf } from '../../e2e/guard/guard-rows.ts';
import type { SiteFile } from '../../e2e/guard/site-file.ts';
import { downloadAll } from '../downloader.ts';
import type { FirefoxLab } from './firefox-lab.ts';

const PATIENCE = { timeout: 30_000, interval: 50 };

/** Opens the site's page, with all of its files on it. */
export async function openSitePage({ now, site }: FirefoxLab): Promise<void> {
  const { page } = now();
  await page.goto(site.url);
  const isReady = () => page.evaluate(() => document.body.dataset.ready === 'true');
  await vi.waitFor(async () => expect(await isReady()).toBe(true), PATIENCE);
}

/**
 * Starts downloads, each as its kind says; most of them in one turn of the page.
 *
 * Firefox tells of requests that come together in one message, and lets them go together too, with the last of them:
 * those of frames, and of what is saved without going there. So each has a tab here, and what is saved comes last.
 *
 * "Save link as" asks where to in a native window, which no protocol answers. A click with the Alt key stands in for
 * it, which saves without a question.
 */
export async function startDownloads(lab: FirefoxLab, files: readonly SiteFile[]): Promise<void> {
  const { page, otherPage } = lab.now();
  const byKind = Object.groupBy(files, ({ kind }) =>
    kind === 'extension' || kind === 'save-as' || kind === 'new-tab' ? kind : 'clicked',
  );
  const { clicked = [], extension = [], 'save-as': saved = [], 'new-tab': inTabs = [] } = byKind;
  await page.evaluate(
    (ids) => {
      for (const target of document.querySelectorAll('a, form')) target.setAttribute('target', '_blank');
      for (const id of ids) document.getElementById(id)?.click();
    },
    clicked.map(({ token }) => token),
  );
  await downloadAll(
    otherPage,
    extension.map(({ address }) => ({ url: address })),
  );
  for (const { token } of inTabs) await page.click(`#${token}`);
  await untilKnown(lab, [...clicked, ...inTabs]);
  for (const file of saved) {
    await page.click(`#${file.token}`, { key: 'Alt' });
    await untilKnown(lab, [file]);
  }
}

/** Waits until the extension was told of downloads. */
async function untilKnown({ now }: FirefoxLab, files: readonly SiteFile[]): Promise<void> {
  await vi.waitFor(async () => {
    const rows = await readRows(now().extensionPage);
    expect(files.filter(({ token }) => rowsOf(rows, token).scan === undefined)).toEqual([]);
  }, PATIENCE);
}
