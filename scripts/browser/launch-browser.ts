import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Worker } from '@playwright/test';
import type { FoundBrowser } from './find-browser.ts';

export type LaunchOptions = {
  browser: FoundBrowser;
  /** Folder of the built extension. */
  extensionDir: string;
  /** Where downloads go. */
  downloadsDir: string;
  /** The browser's profile; a new one, removed at the end, unless told. One with settings keeps its own. */
  profileDir?: string;
  isHeadless: boolean;
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

/** Longest wait for the extension's background, in ms. */
const START_PATIENCE_MS = 30_000;

const QUIET = [
  '--no-first-run',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a browser with the extension in it, whose downloads work as they do for a person. */
export async function launchBrowser(options: LaunchOptions): Promise<LaunchedBrowser> {
  const { browser, downloadsDir, isHeadless, profileDir } = options;
  const profile = profileDir ?? (await mkdtemp(join(tmpdir(), 'sluice-profile-')));
  await writePreferences(profile, downloadsDir);
  const overCdp = options.overCdp ?? !browser.canLoadExtension;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser.path,
    // Playwright's own headless is a browser without extensions: the switch below is the real one.
    headless: false,
    viewport: null,
    // Who asked ends the browser, with everything else that has to be ended.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: toArgs(options, isHeadless, overCdp),
  });
  const close = async () => {
    await context.close();
    if (profileDir === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    if (overCdp) await loadOverCdp(context, options.extensionDir);
    const worker = await startedWorker(context, options);
    await restoreDownloads(context);
    return { context, worker, extensionId: new URL(worker.url()).host, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startedWorker(
  context: BrowserContext,
  { browser, extensionDir }: LaunchOptions,
): Promise<Worker> {
  const [running] = context.serviceWorkers();
  if (running !== undefined) return running;
  return await context
    .waitForEvent('serviceworker', { timeout: START_PATIENCE_MS })
    .catch((cause: unknown) => {
      throw new Error(
        `The extension in ${extensionDir} did not start in ${browser.path}. Build it, or name another browser with SLUICE_BROWSER.`,
        { cause },
      );
    });
}

function toArgs({ extensionDir }: LaunchOptions, isHeadless: boolean, overCdp: boolean): string[] {
  return [
    ...QUIET,
    ...(isHeadless ? ['--headless=new'] : []),
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(overCdp
      ? ['--enable-unsafe-extension-debugging']
      : [`--disable-extensions-except=${extensionDir}`, `--load-extension=${extensionDir}`]),
  ];
}

/** Settings that a person would make: where downloads go, and that a page may start several. */
async function writePreferences(profile: string, downloadsDir: string): Promise<void> {
  await mkdir(join(profile, 'Default'), { recursive: true });
  await mkdir(downloadsDir, { recursive: true });
  const preferences = {
    download: { default_directory: downloadsDir, prompt_for_download: false },
    profile: { default_content_setting_values: { automatic_downloads: 1 } },
    // The samples are test viruses: Safe Browsing would take them away before the scanner has seen them.
    safebrowsing: { enabled: false },
  };
  const path = join(profile, 'Default', 'Preferences');
  await writeFile(path, JSON.stringify(preferences), { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
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
