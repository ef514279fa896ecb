import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';
import { agree } from '../../scripts/browser/agree.ts';
import { connectExtension } from '../../scripts/browser/connect-extension.ts';
import { ensureBrowser } from '../../scripts/browser/ensure-browser.ts';
import { type LaunchedBrowser, launchBrowser } from '../../scripts/browser/launch-browser.ts';
import { type Gate, openGate } from './gate.ts';
import { openSharedScanner, type SharedScanner } from './shared-scanner.ts';

const EXTENSION_DIR = fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url));

export type Sluice = LaunchedBrowser & {
  /** Names of the files in the download folder. */
  downloadedNames: () => Promise<string[]>;
};

/** A browser whose downloads are read, too. */
export type ReadableSluice = Sluice & {
  /** The text of a file in the download folder. */
  readDownload: (name: string) => Promise<string>;
};

type ScannerGate = Gate & {
  /** Address of a sample as the extension is given it: on the scanner itself, not through the gate. */
  sample: (name: string) => string;
};

type Fixtures = {
  /** Whether Sluice is connected to the scanner, through the gate, when the test begins. */
  isConnected: boolean;
  /** The browser's language, such as `pt-BR`; '' is the machine's. */
  language: string;
  /** Whether the person has agreed that Sluice sends, and chosen that it touches no file. */
  hasAgreed: boolean;
  scanner: SharedScanner;
  gate: ScannerGate;
  sluice: ReadableSluice;
};

/** A browser with Sluice, new for each test, and a scanner; both real. */
export const test = base.extend<Fixtures>({
  isConnected: [true, { option: true }],
  language: ['', { option: true }],
  hasAgreed: [true, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its pattern.
  async scanner({}, use) {
    await use(await openSharedScanner());
  },
  async gate({ scanner }, use) {
    const gate = await openGate(scanner.url);
    await use({ ...gate, sample: (name) => `${scanner.url}/samples/${name}` });
    await gate.close();
  },
  async sluice({ gate, scanner, isConnected, hasAgreed, language }, use) {
    const folder = await mkdtemp(join(tmpdir(), 'sluice-e2e-'));
    const downloadsDir = join(folder, 'downloads');
    const browser = ensureBrowser();
    const launched = await launchBrowser({
      browser,
      extensionDir: EXTENSION_DIR,
      downloadsDir,
      isHeadless: true,
      ...(language === '' ? {} : { language }),
    });
    try {
      if (hasAgreed) await agree(launched);
      if (isConnected) await connectExtension(launched.worker, gate.url, scanner.token);
      await use({
        ...launched,
        downloadedNames: () => readdir(downloadsDir),
        readDownload: (name) => readFile(join(downloadsDir, name), 'utf8'),
      });
    } finally {
      await launched.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
});
