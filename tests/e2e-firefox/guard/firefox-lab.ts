import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, vi } from 'vitest';
import type { Connection } from '../../../lib/core/connection.ts';
import { toPersonsConsent } from '../../../lib/core/consent.ts';
import { toFirefoxName } from '../../../lib/core/firefox-name.ts';
import { CONSENTED_POLICY, type GuardPolicy } from '../../../lib/core/guard-policy.ts';
import { CONNECTION_KEY } from '../../../lib/storage/connection-store.ts';
import { CONSENT_KEY } from '../../../lib/storage/consent-store.ts';
import { POLICY_KEY, POLICY_VERSION } from '../../../lib/storage/policy-store.ts';
import type { FirefoxPage } from '../../../scripts/browser/firefox-page.ts';
import type { FirefoxPreferences } from '../../../scripts/browser/firefox-preferences.ts';
import { startScanner } from '../../../scripts/scanner/start-scanner.ts';
import { type FolderWatch, watchFolder } from '../../e2e/guard/folder-watch.ts';
import type { NewSiteFile, Site } from '../../e2e/guard/site.ts';
import { openSite } from '../../e2e/guard/site.ts';
import type { SiteFile } from '../../e2e/guard/site-file.ts';
import { openVerdictGate, type VerdictGate } from '../../e2e/guard/verdict-gate.ts';
import { agreeInFirefox } from '../agree-in-firefox.ts';
import { openDownloader } from '../downloader.ts';
import { launchForTest, type TestFirefox } from '../launch-for-test.ts';
import { openPopup } from '../popup.ts';

const EXTENSION_DIR = fileURLToPath(new URL('../../../.output/firefox-mv3', import.meta.url));
const PATIENCE = { timeout: 30_000, interval: 50 };

/** The part of `browser` that is used inside a page of the extension. */
declare const browser: {
  storage: { local: { set: (values: object) => Promise<void> } };
  permissions: { contains: (wanted: object) => Promise<boolean> };
  runtime: { sendMessage: (message: object) => Promise<unknown> };
};

/** Everything that a held download meets in Firefox, all of it real. */
export type FirefoxLab = {
  firefox: TestFirefox;
  site: Site;
  gate: VerdictGate;
  downloadsDir: string;
  /** Every name that stood in the download folder, since the lab was opened. */
  watch: FolderWatch;
  /** The pages that are open now. */
  now: () => LabPages;
  /** Puts a file on the site, whose verdict comes as planned. */
  add: (file: NewSiteFile, plan: Parameters<VerdictGate['plan']>[1]) => Promise<SiteFile>;
  /** Ends the extension's background at once. */
  stopBackground: () => Promise<void>;
  /** Ends the browser at once, as a crash of the machine would, and starts it again with the same profile. */
  crash: () => Promise<void>;
};

export type LabPages = {
  /** A page of the extension: the popup, opened as a tab. */
  extensionPage: FirefoxPage;
  /** A page for the site. */
  page: FirefoxPage;
  /** A page of another extension, which downloads. */
  otherPage: FirefoxPage;
};

export type FirefoxLabOptions = {
  /** What differs from the policy after a consent, which is to block and to hold. */
  policy?: Partial<GuardPolicy>;
  preferences?: FirefoxPreferences;
};

/**
 * Opens a lab in which downloads are held: chosen in the settings by a click, which the browser grants.
 * @param parts what has to be ended after the test
 */
export async function openFirefoxLab(
  parts: AsyncDisposableStack,
  { policy, preferences = {} }: FirefoxLabOptions = {},
): Promise<FirefoxLab> {
  const scanner = await startScanner();
  parts.defer(scanner.stop);
  const gate = await openVerdictGate(scanner.url);
  parts.defer(gate.close);
  const site = await openSite();
  parts.defer(site.close);
  const firefox = await launchForTest(parts, EXTENSION_DIR, preferences);
  const { downloadsDir } = firefox;
  await mkdir(join(downloadsDir), { recursive: true });
  const watch = watchFolder(downloadsDir);
  parts.defer(watch.stop);
  let pages = await openPages(firefox);
  await agreeInFirefox(firefox, pages.extensionPage, { [CONSENT_KEY]: toPersonsConsent(Date.now()) });
  await keep(pages.extensionPage, CONNECTION_KEY, {
    server: gate.url,
    tokens: { [gate.url]: scanner.token },
  } satisfies Connection);
  await protect(firefox);
  if (policy !== undefined) await savePolicy(pages.extensionPage, { ...CONSENTED_POLICY, ...policy });
  await restartBackground(firefox, pages.extensionPage);
  return {
    firefox,
    site,
    gate,
    downloadsDir,
    watch,
    now: () => pages,
    async add(file, plan) {
      const added = await site.add(file);
      gate.plan(added.token, plan);
      return { ...added, ownName: toFirefoxName(added.name) };
    },
    stopBackground: () => firefox.terminateBackground(),
    async crash() {
      await firefox.kill();
      await firefox.relaunch();
      pages = await openPages(firefox);
    },
  };
}

async function openPages(firefox: TestFirefox): Promise<LabPages> {
  const extensionPage = await openPopup(firefox);
  const otherPage = await openDownloader(firefox);
  return { extensionPage, otherPage, page: await firefox.openPage('about:blank') };
}

/** Allows the holding that comes with the consent, as people do, and waits until the browser has granted it. */
async function protect(firefox: TestFirefox): Promise<void> {
  const options = await firefox.openPage(firefox.extensionUrl('options.html#downloads'));
  await vi.waitFor(() => options.click('.not-held .button'), PATIENCE);
  const mayHold = () =>
    options.evaluate(() =>
      browser.permissions.contains({
        permissions: ['webRequest', 'webRequestBlocking'],
        origins: ['<all_urls>'],
      }),
    );
  await vi.waitFor(async () => expect(await mayHold()).toBe(true), PATIENCE);
  const isChosen = () => options.evaluate(() => document.querySelector('.not-held') === null);
  await vi.waitFor(async () => expect(await isChosen()).toBe(true), PATIENCE);
  await options.close();
}

/** As after the next start of the browser: what listens since the grant only does not wake the background. */
async function restartBackground(firefox: TestFirefox, extensionPage: FirefoxPage): Promise<void> {
  await firefox.terminateBackground();
  await extensionPage.evaluate(async () => {
    // Nobody has such a scan: what counts is that the background has come up to answer.
    await browser.runtime.sendMessage({ name: 'retry', request: { id: 'none' } });
  });
}

export function savePolicy(extensionPage: FirefoxPage, policy: GuardPolicy): Promise<void> {
  return keep(extensionPage, POLICY_KEY, { version: POLICY_VERSION, fields: policy });
}

function keep(extensionPage: FirefoxPage, key: string, value: object): Promise<void> {
  return extensionPage.evaluate((values) => browser.storage.local.set(values), { [key]: value });
}
