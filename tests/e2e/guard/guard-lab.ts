import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { CONSENTED_POLICY, type GuardPolicy, isHolding } from '../../../lib/core/guard-policy.ts';
import { agree } from '../../../scripts/browser/agree.ts';
import { allowHolding } from '../../../scripts/browser/allow-holding.ts';
import { connectExtension } from '../../../scripts/browser/connect-extension.ts';
import { openPopup } from '../popup-page.ts';
import { openSharedScanner, type SharedScanner } from '../shared-scanner.ts';
import type { Flavour } from './cell.ts';
import { prepareExtension } from './extension-flavour.ts';
import { type FolderWatch, watchFolder } from './folder-watch.ts';
import { savePolicy } from './guard-setup.ts';
import { type OpenBrowser, openBrowser } from './open-browser.ts';
import { writeOtherExtension } from './other-extension.ts';
import { openSite, type Site } from './site.ts';
import { openVerdictGate, type VerdictGate } from './verdict-gate.ts';

/** Everything that a held download meets, all of it real: browser, extension, scanner, web site. */
export type GuardLab = {
  site: Site;
  gate: VerdictGate;
  scanner: SharedScanner;
  downloadsDir: string;
  /** Every name that stood in the download folder, since the lab was opened. */
  watch: FolderWatch;
  /** When a person allowed a file, by its token. ms since 1970. */
  allowedAt: Map<string, number>;
  /** The browser that runs now, and its pages. */
  now: () => LabBrowser;
  /** Ends the browser at once, as a crash of the machine would, and starts it again with the same profile. */
  crash: () => Promise<void>;
};

export type LabBrowser = OpenBrowser & {
  downloadedNames: () => Promise<string[]>;
  /** A page of the extension in which nothing is drawn again when a row changes. */
  extensionPage: Page;
  /** The page of the other extension. */
  otherPage: Page;
};

export type LabOptions = {
  flavour: Flavour;
  /** What differs from the policy after a consent, which is to block and to hold. */
  policy?: Partial<GuardPolicy>;
};

/** Opens a lab for as long as `use` runs, in which downloads are held unless the policy says otherwise. */
export async function withLab(
  { flavour, policy = {} }: LabOptions,
  use: (lab: GuardLab) => Promise<void>,
): Promise<void> {
  const cleanUps: (() => Promise<void> | void)[] = [];
  try {
    const folder = await mkdtemp(join(tmpdir(), 'sluice-guard-'));
    cleanUps.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    const downloadsDir = join(folder, 'downloads');
    const scanner = await openSharedScanner();
    const gate = await openVerdictGate(scanner.url);
    cleanUps.push(gate.close);
    const site = await openSite();
    cleanUps.push(site.close);
    const other = await writeOtherExtension(folder);
    const extensionDir = await prepareExtension(flavour, folder);
    const start = () => startBrowser({ folder, downloadsDir, extensionDir, other });
    let current = await start();
    cleanUps.push(() => current.close());
    await agree(current);
    await connectExtension(current.worker, gate.url, scanner.token);
    await putInForce(current, { ...CONSENTED_POLICY, ...policy });
    const watch = watchFolder(downloadsDir);
    cleanUps.push(watch.stop);
    await use({
      site,
      gate,
      scanner,
      downloadsDir,
      watch,
      allowedAt: new Map(),
      now: () => current,
      async crash() {
        await current.kill();
        current = await start();
      },
    });
  } finally {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  }
}

async function putInForce({ worker, extensionPage }: LabBrowser, policy: GuardPolicy): Promise<void> {
  await savePolicy(worker, policy);
  if (isHolding(policy)) await allowHolding(extensionPage);
}

type StartOptions = {
  folder: string;
  downloadsDir: string;
  extensionDir: string;
  other: { dir: string; pageUrl: string };
};

async function startBrowser({
  folder,
  downloadsDir,
  extensionDir,
  other,
}: StartOptions): Promise<LabBrowser> {
  const opened = await openBrowser({
    extensionDirs: [extensionDir, other.dir],
    profileDir: join(folder, 'profile'),
    downloadsDir,
  });
  try {
    const browser = { ...opened, downloadedNames: () => readdir(downloadsDir) };
    const extensionPage = await openQuietPage(browser);
    const otherPage = await opened.context.newPage();
    await otherPage.goto(other.pageUrl);
    return { ...browser, extensionPage, otherPage };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function openQuietPage(browser: OpenBrowser): Promise<Page> {
  // It has opened the database, which the other page does not.
  const page = await openPopup(browser);
  await page.goto(`chrome-extension://${browser.extensionId}/links.html`);
  return page;
}
