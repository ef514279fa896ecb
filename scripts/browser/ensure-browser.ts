import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type FoundBrowser, findBrowser } from './find-browser.ts';

const PLAYWRIGHT_CLI = fileURLToPath(import.meta.resolve('@playwright/test/cli'));

/**
 * Finds a browser, or installs one: Playwright's Chromium, else on Debian and its kin as root the system's.
 * @throws Error that says exactly what to do where neither works
 */
export function ensureBrowser(): FoundBrowser {
  const found = findBrowser();
  if (found !== undefined) return found;
  process.stderr.write('No browser found. Installing Chromium…\n');
  const installed = installPlaywrightChromium() ?? installDebianChromium();
  if (installed !== undefined) return installed;
  throw new Error(
    'Sluice needs Chromium, Chrome or Edge, and none could be installed. Install one of them by hand ' +
      '(Debian or Ubuntu: "sudo apt-get install chromium"), or name one with SLUICE_BROWSER=/path/to/chrome.',
  );
}

function installPlaywrightChromium(): FoundBrowser | undefined {
  run(process.execPath, [PLAYWRIGHT_CLI, 'install', 'chromium']);
  return findBrowser();
}

function installDebianChromium(): FoundBrowser | undefined {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return undefined;
  run('apt-get', ['update']);
  run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']);
  return findBrowser();
}

/** Runs a command with its talk on standard error: standard output belongs to the script that asked. */
function run(command: string, args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync(command, args, { stdio: ['ignore', 2, 2], env, timeout: 600_000 });
}
