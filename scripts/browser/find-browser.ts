import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** A Chromium-based browser on this machine. */
export type FoundBrowser = {
  path: string;
  /** Branded Chrome and Edge ignore `--load-extension` (Chrome since 137): the extension comes in over CDP. */
  isBranded: boolean;
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
];

const MAC_PATHS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS_PATHS = [
  'Chromium\\Application\\chrome.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Looks for a browser: what `SLUICE_BROWSER` names, then the usual places and Playwright's own. One that takes
 * `--load-extension` comes before a branded one.
 * @throws Error that says what to do where `SLUICE_BROWSER` names no file
 */
export function findBrowser(deps: FindBrowserDeps = systemDeps()): FoundBrowser | undefined {
  const chosen = deps.env.SLUICE_BROWSER;
  if (chosen) {
    if (deps.exists(chosen)) return toFound(chosen, deps);
    throw new Error(`SLUICE_BROWSER names "${chosen}", and there is no such file. Correct it, or unset it.`);
  }
  const candidates = [...usualPlaces(deps), deps.playwrightPath()].filter(
    (path) => path !== '' && deps.exists(path),
  );
  const found = candidates.map((path) => toFound(path, deps));
  return found.find(({ isBranded }) => !isBranded) ?? found[0];
}

function toFound(path: string, { versionOf }: FindBrowserDeps): FoundBrowser {
  // On Windows `--version` opens a window instead of answering: there the path has to tell.
  return { path, isBranded: /google.chrome|microsoft.?edge|msedge/i.test(`${path} ${versionOf(path)}`) };
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
