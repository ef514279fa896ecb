import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const APT = '/usr/bin/apt-get';

/**
 * Finds a program of the system, or on Debian and its kin as root installs it: the machines of a build service are new
 * each time, and `npm test` takes no step before it.
 * @param find what finds it now
 * @param needed its name for people, and the package that holds it
 * @throws Error that says what to install
 */
export function ensureProgram<T>(find: () => T | undefined, needed: { name: string; debian: string }): T {
  const found = find();
  if (found !== undefined) return found;
  if (existsSync(APT) && process.getuid?.() === 0) {
    apt('update');
    apt('install', '--yes', '--no-install-recommends', needed.debian);
    const installed = find();
    if (installed !== undefined) return installed;
  }
  throw new Error(`This test needs ${needed.name} (Debian: "sudo apt-get install ${needed.debian}").`);
}

function apt(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync(APT, args, { stdio: ['ignore', 2, 2], env, timeout: 300_000 });
}
