import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findFirefox } from './find-firefox.ts';

export type EnsureFirefoxDeps = {
  find: () => string | undefined;
  /** Runs a command to its end, whatever comes of it. */
  run: (command: string, args: readonly string[]) => void;
  /** Debian or its kin, with the rights to install packages. */
  canUseApt: boolean;
};

/**
 * Finds Firefox, or installs the system's on Debian and its kin as root.
 * @returns its path
 * @throws Error that says exactly what to do where neither works
 */
export function ensureFirefox(deps: EnsureFirefoxDeps = systemDeps()): string {
  const { find, run, canUseApt } = deps;
  const found = find();
  if (found !== undefined) return found;
  if (canUseApt) {
    process.stderr.write('No Firefox found. Installing Firefox ESR…\n');
    run('apt-get', ['update']);
    run('apt-get', ['install', '--yes', '--no-install-recommends', 'firefox-esr', 'fonts-dejavu-core']);
  }
  const installed = canUseApt ? find() : undefined;
  if (installed !== undefined) return installed;
  throw new Error(
    'Sluice needs Firefox 140 or later, and none could be installed. Install it by hand ' +
      '(Debian: "sudo apt-get install firefox-esr"), or name one with SLUICE_FIREFOX=/path/to/firefox.',
  );
}

function systemDeps(): EnsureFirefoxDeps {
  return {
    find: findFirefox,
    run(command, args) {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      // Its talk goes to standard error: standard output belongs to the script that asked.
      spawnSync(command, args, { stdio: ['ignore', 2, 2], env, timeout: 600_000 });
    },
    canUseApt: existsSync('/usr/bin/apt-get') && process.getuid?.() === 0,
  };
}
