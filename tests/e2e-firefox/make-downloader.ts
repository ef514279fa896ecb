import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTestFolder } from './launch-for-test.ts';

const MANIFEST = {
  manifest_version: 3,
  name: 'Downloader',
  version: '1',
  permissions: ['downloads'],
  host_permissions: ['<all_urls>'],
  background: { scripts: ['background.js'] },
  browser_specific_settings: { gecko: { id: 'downloader@sluice.example' } },
};

/**
 * Makes another extension, which downloads as soon as it is installed.
 * @param wanted what it downloads, and the name that it chooses for it
 * @returns its folder
 */
export async function makeDownloader(
  parts: AsyncDisposableStack,
  wanted: { url: string; filename: string },
): Promise<string> {
  const folder = await makeTestFolder(parts);
  const script = `void browser.downloads.download(${JSON.stringify(wanted)});`;
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(MANIFEST));
  await writeFile(join(folder, 'background.js'), script);
  return folder;
}
