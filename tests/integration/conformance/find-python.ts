import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const APT = '/usr/bin/apt-get';
const CANDIDATES = ['python3', '/usr/bin/python3'];

/**
 * Finds a Python that has `requests`, or on Debian and its kin as root installs the system's.
 * @throws Error that says what to install
 */
export function findPython(): string {
  const found = CANDIDATES.find(hasRequests);
  if (found !== undefined) return found;
  if (existsSync(APT) && process.getuid?.() === 0) {
    apt('update');
    apt('install', '--yes', '--no-install-recommends', 'python3-requests');
    const installed = CANDIDATES.find(hasRequests);
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'This test needs Python 3 with requests (Debian: "sudo apt-get install python3-requests").',
  );
}

function hasRequests(python: string): boolean {
  return spawnSync(python, ['-c', 'import requests'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

function apt(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync(APT, args, { stdio: ['ignore', 2, 2], env, timeout: 300_000 });
}
