import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const APT = '/usr/bin/apt-get';
const FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin'];

/**
 * The path of a clamd on this machine. Where there is none, on Debian and its kin as root, it is installed by apt-get.
 * Undefined where neither works.
 */
export function ensureClamd(): string | undefined {
  const found = findClamd();
  if (found !== undefined || !existsSync(APT) || process.getuid?.() !== 0) return found;
  process.stderr.write('No clamd found. Installing clamav-daemon…\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'clamav-daemon']])
    spawnSync(APT, args, { stdio: ['ignore', 2, 2], env, timeout: 600_000 });
  return findClamd();
}

function findClamd(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...FOLDERS];
  return folders.map((folder) => join(folder, 'clamd')).find((path) => existsSync(path));
}
