import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import type { BidiClient } from './bidi-client.ts';
import {
  createScope,
  type FirefoxPage,
  type FirefoxScope,
  findFirefoxPage,
  openFirefoxPage,
} from './firefox-page.ts';
import { type FirefoxPreferences, writeFirefoxPreferences } from './firefox-preferences.ts';
import { type StartedFirefox, startFirefox } from './start-firefox.ts';

/** The part of the browser's own interfaces that is used in its window. */
declare const WebExtensionPolicy: {
  getByID: (id: string) => {
    extension: { backgroundState: string; terminateBackground: (options: object) => Promise<void> };
  };
};

export type FirefoxOptions = {
  /** Path of the browser. */
  path: string;
  /** Folder of the built extension. Its manifest names its id. */
  extensionDir: string;
  /** Where downloads go. */
  downloadsDir: string;
  /** Settings of the browser beside those that keep it quiet. */
  preferences?: FirefoxPreferences;
};

export type LaunchedFirefox = {
  /** Address of a file of the extension. */
  extensionUrl: (path: string) => string;
  openPage: (url: string) => Promise<FirefoxPage>;
  /** The first tab at an address that begins so, whoever opened it; undefined where there is none yet. */
  findPage: (beginning: string) => Promise<FirefoxPage | undefined>;
  /** The browser's own window: `Services`, `WebExtensionPolicy` and the like are there. */
  chrome: FirefoxScope;
  /** Installs another extension from a folder. It is gone when the browser ends. */
  install: (extensionDir: string) => Promise<void>;
  /** Whether the extension's background runs. */
  backgroundState: () => Promise<string>;
  /** Ends the extension's background at once, whatever it is doing. The next event starts it again. */
  terminateBackground: () => Promise<void>;
  /** Ends the browser at once, as a crash would. */
  kill: () => Promise<void>;
  /** Starts it again after `kill`, with the same profile and the extension in it. Pages of before are gone. */
  relaunch: () => Promise<void>;
  /** Ends it and removes its profile. */
  close: () => Promise<void>;
};

const Manifest = v.object({
  browser_specific_settings: v.object({ gecko: v.object({ id: v.string() }) }),
});
const Contexts = v.object({ contexts: v.tupleWithRest([v.object({ context: v.string() })], v.unknown()) });

/**
 * Starts Firefox with the extension in it and a new profile.
 * @throws Error that says what to do; nothing is left behind then
 */
export async function launchFirefox(options: FirefoxOptions): Promise<LaunchedFirefox> {
  const { extensionDir, downloadsDir, preferences = {} } = options;
  const extensionId = await readExtensionId(extensionDir);
  const uuid = randomUUID();
  const profile = await mkdtemp(join(tmpdir(), 'sluice-firefox-'));
  const removeProfile = () => rm(profile, { recursive: true, force: true, maxRetries: 5 });
  const start = () => startWithExtension(options.path, profile, extensionDir);
  try {
    await writeFirefoxPreferences(profile, { downloadsDir, extensionId, uuid, more: preferences });
    const started = await start();
    return createHandle({ started, start, removeProfile, extensionId, uuid });
  } catch (error) {
    await removeProfile();
    throw error;
  }
}

type HandleParts = {
  started: RunningFirefox;
  start: () => Promise<RunningFirefox>;
  removeProfile: () => Promise<void>;
  extensionId: string;
  uuid: string;
};

function createHandle({ started, start, removeProfile, extensionId, uuid }: HandleParts): LaunchedFirefox {
  let running = started;
  const chrome: FirefoxScope = { evaluate: (act, ...args) => running.chrome.evaluate(act, ...args) };
  return {
    chrome,
    extensionUrl: (path) => `moz-extension://${uuid}/${path}`,
    openPage: (url) => openFirefoxPage(running.client, url),
    findPage: (beginning) => findFirefoxPage(running.client, beginning),
    install: (extensionDir) => install(running.client, extensionDir),
    backgroundState: () =>
      chrome.evaluate((id) => WebExtensionPolicy.getByID(id).extension.backgroundState, extensionId),
    terminateBackground: () =>
      chrome.evaluate(async (id) => {
        const { extension } = WebExtensionPolicy.getByID(id);
        await extension.terminateBackground({ disableResetIdleForTest: true });
      }, extensionId),
    kill: () => running.kill(),
    async relaunch() {
      running = await start();
    },
    async close() {
      await running.kill();
      await removeProfile();
    },
  };
}

type RunningFirefox = StartedFirefox & { chrome: FirefoxScope };

async function startWithExtension(
  path: string,
  profile: string,
  extensionDir: string,
): Promise<RunningFirefox> {
  const started = await startFirefox(path, profile);
  try {
    await install(started.client, extensionDir);
    const tree = await started.client.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const { contexts } = v.parse(Contexts, tree);
    return { ...started, chrome: createScope(started.client, contexts[0].context) };
  } catch (cause) {
    await started.kill();
    throw new Error(`The extension in ${extensionDir} did not start in ${path}. Build it first.`, { cause });
  }
}

async function install(client: BidiClient, path: string): Promise<void> {
  await client.send('webExtension.install', { extensionData: { type: 'path', path } });
}

async function readExtensionId(extensionDir: string): Promise<string> {
  const text = await readFile(join(extensionDir, 'manifest.json'), 'utf8').catch((cause: unknown) => {
    throw new Error(`There is no built extension in ${extensionDir}. Build it first.`, { cause });
  });
  return v.parse(Manifest, JSON.parse(text)).browser_specific_settings.gecko.id;
}
