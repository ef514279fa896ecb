import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type BrowserContext, chromium, type Worker } from '@playwright/test';
import type { FoundBrowser } from './find-browser.ts';
import { toLaunchError } from './to-launch-error.ts';
import { writePreferences } from './write-preferences.ts';

/** The part of a service worker's scope that is used inside the extension's worker. */
declare const registration: { active: { state: string } | null };

export type LaunchOptions = {
  browser: FoundBrowser;
  /** Folder of the built extension. */
  extensionDir: string;
  /** Where downloads go. */
  downloadsDir: string;
  /** The browser's profile; a new one, removed at the end, unless told. One with settings keeps its own. */
  profileDir?: string;
  isHeadless: boolean;
  /** The browser's language, such as `de` or `pt-BR`; the machine's where none is given. */
  language?: string;
  /** Loads the extension over CDP even where `--load-extension` would do. */
  overCdp?: boolean;
};

export type LaunchedBrowser = {
  context: BrowserContext;
  /** The extension's background. The same object works again after the browser has stopped and started it. */
  worker: Worker;
  extensionId: string;
  close: () => Promise<void>;
};

/** Longest waits for the browser and for the extension's background, in ms. */
const LAUNCH_PATIENCE_MS = 60_000;
const START_PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 50;

const QUIET = [
  '--no-first-run',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a browser with the extension in it, whose downloads work as they do for a person.
 * @throws Error that says what to do; nothing is left behind then
 */
export async function launchBrowser(options: LaunchOptions): Promise<LaunchedBrowser> {
  const { browser, downloadsDir, profileDir } = options;
  const profile = profileDir ?? (await mkdtemp(join(tmpdir(), 'sluice-profile-')));
  const removeProfile = async () => {
    if (profileDir === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  let context: BrowserContext | undefined;
  const close = async () => {
    try {
      await context?.close();
    } finally {
      await removeProfile();
    }
  };
  try {
    await writePreferences(profile, downloadsDir);
    const overCdp = options.overCdp ?? !browser.canLoadExtension;
    context = await openContext(profile, options, overCdp);
    if (overCdp) await loadOverCdp(context, options.extensionDir);
    const worker = await startedWorker(context, options);
    await restoreDownloads(context);
    return { context, worker, extensionId: new URL(worker.url()).host, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function openContext(profile: string, options: LaunchOptions, overCdp: boolean): Promise<BrowserContext> {
  const { path } = options.browser;
  const launching = chromium.launchPersistentContext(profile, {
    executablePath: path,
    timeout: LAUNCH_PATIENCE_MS,
    // Playwright's own headless is a browser without extensions: the switch below is the real one.
    headless: false,
    viewport: null,
    // Who asked ends the browser, with everything else that has to be ended.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ignoreDefaultArgs: ['--disable-extensions'],
    ...toEnvironment(options),
    args: toArgs(options, options.isHeadless, overCdp),
  });
  return launching.catch((cause: unknown) => {
    throw toLaunchError(path, cause);
  });
}

/** Waits for the extension's background, until its script has run: before, there is nobody to talk to. */
async function startedWorker(
  context: BrowserContext,
  { browser, extensionDir }: LaunchOptions,
): Promise<Worker> {
  const isExtensions = (worker: Worker) => worker.url().startsWith('chrome-extension:');
  try {
    const worker =
      context.serviceWorkers().find(isExtensions) ??
      (await context.waitForEvent('serviceworker', { predicate: isExtensions, timeout: START_PATIENCE_MS }));
    const deadline = Date.now() + START_PATIENCE_MS;
    while ((await worker.evaluate(() => registration.active?.state)) !== 'activated') {
      if (Date.now() > deadline) throw new Error('The background of the extension does not become active.');
      await pause(LOOK_EVERY_MS);
    }
    return worker;
  } catch (cause) {
    throw new Error(
      `The extension in ${extensionDir} did not start in ${browser.path}. Build it, or name another browser with SLUICE_BROWSER.`,
      { cause },
    );
  }
}

/** Where Linux is asked for the language: there the browser takes none from its switch. */
function toEnvironment({ language }: LaunchOptions): { env?: Record<string, string> } {
  if (language === undefined) return {};
  const own = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { env: { ...Object.fromEntries(own), LANGUAGE: language.replace('-', '_') } };
}

function toArgs({ extensionDir, language }: LaunchOptions, isHeadless: boolean, overCdp: boolean): string[] {
  return [
    ...QUIET,
    ...(isHeadless ? ['--headless=new'] : []),
    ...(language === undefined ? [] : [`--lang=${language}`, `--accept-lang=${language}`]),
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(overCdp
      ? ['--enable-unsafe-extension-debugging']
      : [`--disable-extensions-except=${extensionDir}`, `--load-extension=${extensionDir}`]),
  ];
}

async function loadOverCdp(context: BrowserContext, extensionDir: string): Promise<void> {
  const browser = context.browser();
  if (browser === null)
    throw new Error('This browser takes no extension over CDP. Name another with SLUICE_BROWSER.');
  const session = await browser.newBrowserCDPSession();
  // Not among Playwright's types: https://chromedevtools.github.io/devtools-protocol/tot/Extensions/
  await Reflect.apply(session.send, session, ['Extensions.loadUnpacked', { path: extensionDir }]);
  await session.detach();
}

/** Playwright diverts downloads to a folder of its own, which hides them from extensions in part. */
async function restoreDownloads(context: BrowserContext): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage());
  const session = await context.newCDPSession(page);
  await session.send('Browser.setDownloadBehavior', { behavior: 'default' });
  await session.detach();
}
