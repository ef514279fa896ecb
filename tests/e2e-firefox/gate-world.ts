import { expect, vi } from 'vitest';
import type { HeldFacts } from '../../lib/platform/request-holds.ts';
import type { FirefoxPage } from '../../scripts/browser/firefox-page.ts';
import { buildGateExtension } from './build-gate-extension.ts';
import { type DownloadSite, startDownloadSite } from './download-site.ts';
import type { GateFacts } from './gate-extension/gate-facts.ts';
import { launchForTest, makeTestFolder, type TestFirefox } from './launch-for-test.ts';

/** The part of `browser` that is used inside a page of the extension. */
declare const browser: {
  runtime: { sendMessage: (message: object) => Promise<GateFacts> };
  permissions: { getAll: () => Promise<{ permissions: string[] }> };
};

const PATIENCE = { timeout: 30_000, interval: 50 };

/** A Firefox with the gate alone, and a site to download from. */
export type GateWorld = {
  firefox: TestFirefox;
  site: DownloadSite;
  /** A page of the site: empty until a test lays something on it. */
  page: FirefoxPage;
  /** The extension's own page. */
  control: FirefoxPage;
  facts: () => Promise<GateFacts>;
  /** What the browser listed as downloads of an address. */
  createdOf: (address: string) => Promise<GateFacts['created']>;
  /** Waits until an address is held. */
  untilHeld: (address: string) => Promise<HeldFacts>;
  go: (address: string) => Promise<void>;
  stop: (address: string) => Promise<void>;
  /** Lays HTML on the page and clicks on what has the id `go`. */
  clickOn: (html: string) => Promise<void>;
  setGranted: (isGranted: boolean) => Promise<void>;
};

/**
 * Starts a Firefox with the gate alone, and a site.
 * @param parts what has to be ended after the test
 */
export async function startGateWorld(
  parts: AsyncDisposableStack,
  { isGranted = true } = {},
): Promise<GateWorld> {
  const folder = await makeTestFolder(parts);
  await buildGateExtension(folder);
  const site = await startDownloadSite();
  parts.defer(() => site.close());
  const firefox = await launchForTest(parts, folder);
  const control = await firefox.openPage(firefox.extensionUrl('control.html'));
  const page = await firefox.openPage(site.servePage(''));
  const world = createGateWorld({ firefox, site, page, control });
  if (!isGranted) return world;
  await world.setGranted(true);
  // As after the next start of the browser: what listens since the grant only does not wake the background.
  await firefox.terminateBackground();
  await world.facts();
  return world;
}

function createGateWorld(base: Pick<GateWorld, 'firefox' | 'site' | 'page' | 'control'>): GateWorld {
  const { site, page, control } = base;
  const order = (act: 'list' | 'go' | 'stop', address = '') =>
    control.evaluate((message) => browser.runtime.sendMessage(message), { act, address });
  const heldAt = async (address: string) =>
    (await order('list')).held.find(({ addresses }) => addresses.at(-1) === address);
  return {
    ...base,
    facts: () => order('list'),
    createdOf: async (address) => (await order('list')).created.filter(({ url }) => url === address),
    untilHeld: (address) =>
      vi.waitFor(async () => {
        const held = await heldAt(address);
        if (held === undefined) throw new Error(`${address} is not held.`);
        return held;
      }, PATIENCE),
    go: async (address) => void (await order('go', address)),
    stop: async (address) => void (await order('stop', address)),
    async clickOn(html) {
      await page.goto(site.servePage(html));
      await page.click('#go');
    },
    async setGranted(isGranted) {
      await control.click(isGranted ? '#grant' : '#revoke');
      await vi.waitFor(async () => expect(await hasRight(control)).toBe(isGranted), PATIENCE);
    },
  };
}

function hasRight(control: FirefoxPage): Promise<boolean> {
  return control.evaluate(async () =>
    (await browser.permissions.getAll()).permissions.includes('webRequestBlocking'),
  );
}
