import { test as base } from '@playwright/test';
import { agree } from '../../scripts/browser/agree.ts';
import { agreedValues } from '../../scripts/browser/agreed-values.ts';
import { connectExtension } from '../../scripts/browser/connect-extension.ts';
import { storeLocally } from './extension-worker.ts';
import { type Gate, openGate } from './gate.ts';
import { openSluice, type ReadableSluice } from './open-sluice.ts';
import { renewInstallation } from './renew-installation.ts';
import { openSharedScanner, type SharedScanner } from './shared-scanner.ts';
import { wakeWorker } from './wake-worker.ts';

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
  /** The browser, before anybody has agreed or connected anything. */
  installed: ReadableSluice;
  sluice: ReadableSluice;
};

type WorkerFixtures = {
  /** The browser that tests share, started by the first that needs it: a start costs more than most tests do. */
  shared: () => Promise<ReadableSluice>;
};

/**
 * A browser with Sluice, which holds nothing of the test before, and a scanner; both real. A test that fails ends its
 * process, and the browser with it.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  isConnected: [true, { option: true }],
  language: ['', { option: true }],
  hasAgreed: [true, { option: true }],
  shared: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its pattern.
    async ({}, use) => {
      let opening: Promise<ReadableSluice> | undefined;
      await use(() => {
        opening ??= openAgreed();
        return opening;
      });
      await (await opening)?.close();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its pattern.
  async scanner({}, use) {
    await use(await openSharedScanner());
  },
  async gate({ scanner }, use) {
    const gate = await openGate(scanner.url);
    await use({ ...gate, sample: (name) => `${scanner.url}/samples/${name}` });
    await gate.close();
  },
  async installed({ language, hasAgreed, shared }, use) {
    // Its language is the browser's for good, and what a new installation does it does once.
    if (language !== '' || !hasAgreed) {
      const own = await openSluice(language);
      try {
        if (hasAgreed) await agree(own);
        await use(own);
      } finally {
        await own.close();
      }
      return;
    }
    const sluice = await shared();
    await wakeWorker(sluice);
    await storeLocally(sluice, agreedValues());
    await use(sluice);
    await renewInstallation(sluice, sluice.downloadsDir);
  },
  async sluice({ gate, scanner, isConnected, installed }, use) {
    if (isConnected) await connectExtension(installed.worker, gate.url, scanner.token);
    await use(installed);
  },
});

async function openAgreed(): Promise<ReadableSluice> {
  const sluice = await openSluice('');
  await agree(sluice);
  return sluice;
}
