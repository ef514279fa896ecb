import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type FoundBrowser, findBrowser } from './find-browser.ts';

const PLAYWRIGHT_CLI = fileURLToPath(import.meta.resolve('@playwright/test/cli'));

export type EnsureBrowserDeps = {
  find: () => FoundBrowser | undefined;
  /** Runs a command to its end, whatever comes of it. */
  run: (command: string, args: readonly string[]) => void;
  /** Debian or its kin, with the rights to install packages. */
  canUseApt: boolean;
};

/**
 * Finds a browser, or installs one: Playwright's Chromium, else on Debian and its kin as root the system's.
 * @throws Error that says exactly what to do where neither works
 */
export function ensureBrowser(deps: EnsureBrowserDeps = systemDeps()): FoundBrowser {
  const { find, run, canUseApt } = deps;
  const found = find();
  if (found !== undefined) return found;
  process.stderr.write('No browser found. Installing Chromium…\n');
  run(process.execPath, [PLAYWRIGHT_CLI, 'install', '--no-shell', 'chromium']);
  const ofPlaywright = find();
  if (ofPlaywright !== undefined) {
    if (canUseApt) run(process.execPath, [PLAYWRIGHT_CLI, 'install-deps', 'chromium']);
    return ofPlaywright;
  }
  if (canUseApt) {
    run('apt-get', ['update']);
    run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']);
  }
  const installed = canUseApt ? find() : undefined;
  if (installed !== undefined) return installed;
  throw new Error(
    'Sluice needs Chromium, Chrome, Edge or Brave, and none could be installed. Install one of them by hand ' +
      '(Debian or Ubuntu: "sudo apt-get install chromium"), or name one with SLUICE_BROWSER=/path/to/chrome.',
  );
}

function systemDeps(): EnsureBrowserDeps {
  return {
    find: findBrowser,
    run(command, args) {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      // Its talk goes to standard error: standard output belongs to the script that asked.
      spawnSync(command, args, { stdio: ['ignore', 2, 2], env, timeout: 600_000 });
    },
    canUseApt: existsSync('/usr/bin/apt-get') && process.getuid?.() === 0,
  };
}
