import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from '../../scripts/browser/ensure-browser.ts';
import { type LaunchedBrowser, launchBrowser } from '../../scripts/browser/launch-browser.ts';

const EXTENSION_DIR = fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url));

export type Sluice = LaunchedBrowser & {
  /** Names of the files in the download folder. */
  downloadedNames: () => Promise<string[]>;
};

/** A browser whose downloads are read, too. */
export type ReadableSluice = Sluice & {
  downloadsDir: string;
  /** The text of a file in the download folder. */
  readDownload: (name: string) => Promise<string>;
};

/** Starts a browser with a Sluice that has just been installed. @param language '' is the machine's */
export async function openSluice(language: string): Promise<ReadableSluice> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-e2e-'));
  const downloadsDir = join(folder, 'downloads');
  const launched = await launchBrowser({
    browser: ensureBrowser(),
    extensionDir: EXTENSION_DIR,
    downloadsDir,
    isHeadless: true,
    ...(language === '' ? {} : { language }),
  });
  return {
    ...launched,
    downloadsDir,
    downloadedNames: () => readdir(downloadsDir),
    readDownload: (name) => readFile(join(downloadsDir, name), 'utf8'),
    async close() {
      await launched.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
