import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

export type BrowserKind = 'chromium' | 'chrome' | 'edge' | 'brave';

/** A Chromium-based browser on this machine. */
export type FoundBrowser = {
  path: string;
  kind: BrowserKind;
  /** Such as `156.0.8078.73`; undefined where it can't be asked. */
  version: string | undefined;
  /** Whether `--load-extension` works. Branded ones ignore it since 137: there the extension comes in over CDP. */
  canLoadExtension: boolean;
};

export type FindBrowserDeps = {
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  exists: (path: string) => boolean;
  /** Where Playwright would have put its own browser. */
  playwrightPath: () => string;
  /** What `path --version` says; '' where it says nothing. */
  versionOf: (path: string) => string;
};

const LINUX_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
  'brave-browser',
];

const MAC_PATHS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Brave Browser.app/Contents/MacOS/Brave Browser',
];

const WINDOWS_PATHS = [
  'Chromium\\Application\\chrome.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
];

/**
 * Looks for a browser: what `SLUICE_BROWSER` names, then the usual places and Playwright's own. One that takes
 * `--load-extension` comes before one that does not.
 * @throws Error that says what to do where `SLUICE_BROWSER` names no file
 */
export function findBrowser(deps: FindBrowserDeps = systemDeps()): FoundBrowser | undefined {
  const chosen = deps.env.SLUICE_BROWSER;
  if (chosen) {
    if (deps.exists(chosen)) return toFound(chosen, deps);
    throw new Error(`SLUICE_BROWSER names "${chosen}", and there is no such file. Correct it, or unset it.`);
  }
  const places = new Set([...usualPlaces(deps), deps.playwrightPath()]);
  const found = [...places]
    .filter((path) => path !== '' && deps.exists(path))
    .map((path) => toFound(path, deps));
  return found.find(({ canLoadExtension }) => canLoadExtension) ?? found[0];
}

function toFound(path: string, { versionOf }: FindBrowserDeps): FoundBrowser {
  const words = versionOf(path);
  const kind = toKind(`${path} ${words}`);
  return { path, kind, version: /\d+(\.\d+){3}/.exec(words)?.[0], canLoadExtension: kind === 'chromium' };
}

/** On Windows `--version` opens a window instead of answering: there the path has to tell. */
function toKind(words: string): BrowserKind {
  if (/microsoft.?edge|msedge/i.test(words)) return 'edge';
  if (/brave/i.test(words)) return 'brave';
  // Playwright's own is called so too, and is Chromium in what counts here.
  if (/chrome.for.testing/i.test(words)) return 'chromium';
  return /google.chrome/i.test(words) ? 'chrome' : 'chromium';
}

function usualPlaces({ env, platform }: FindBrowserDeps): string[] {
  if (platform === 'darwin') return MAC_PATHS;
  if (platform === 'win32') {
    const folders = [env.LOCALAPPDATA, env.PROGRAMFILES, env['PROGRAMFILES(X86)']];
    return folders.flatMap((folder) => (folder ? WINDOWS_PATHS.map((path) => join(folder, path)) : []));
  }
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  return LINUX_NAMES.flatMap((name) => folders.filter(Boolean).map((folder) => join(folder, name)));
}

function systemDeps(): FindBrowserDeps {
  return {
    env: process.env,
    platform: process.platform,
    exists: existsSync,
    playwrightPath: () => chromium.executablePath(),
    versionOf(path) {
      if (process.platform === 'win32') return '';
      try {
        return execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
      } catch {
        return '';
      }
    },
  };
}
