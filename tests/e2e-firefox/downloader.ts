import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FirefoxPage } from '../../scripts/browser/firefox-page.ts';
import type { TestFirefox } from './launch-for-test.ts';

const ID = 'downloader@sluice.example';
const MANIFEST = {
  manifest_version: 3,
  name: 'Another extension',
  version: '1',
  permissions: ['downloads'],
  host_permissions: ['<all_urls>'],
  browser_specific_settings: {
    gecko: { id: ID, data_collection_permissions: { required: ['none'] } },
  },
};

/** The parts of the browser's own window that are used there. */
declare const WebExtensionPolicy: { getByID: (id: string) => { getURL: (path: string) => string } };
/** The part of `browser` that is used inside the other extension. */
declare const browser: { downloads: { download: (wanted: Wanted) => Promise<number> } };

/** What the other extension downloads, and the name that it chooses for it, if any. */
type Wanted = { url: string; filename?: string };

/** Installs another extension, which downloads, and opens its page. */
export async function openDownloader({
  chrome,
  install,
  openPage,
  otherDir,
}: TestFirefox): Promise<FirefoxPage> {
  await mkdir(otherDir, { recursive: true });
  await writeFile(join(otherDir, 'manifest.json'), JSON.stringify(MANIFEST));
  await writeFile(join(otherDir, 'page.html'), '<!doctype html><title>Another extension</title>');
  await install(otherDir);
  return openPage(await chrome.evaluate((id) => WebExtensionPolicy.getByID(id).getURL('page.html'), ID));
}

/** Has the other extension begin downloads. Their numbers. */
export function downloadAll(otherPage: FirefoxPage, wanted: readonly Wanted[]): Promise<number[]> {
  return otherPage.evaluate((all) => Promise.all(all.map((one) => browser.downloads.download(one))), wanted);
}
