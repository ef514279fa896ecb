import { spawnSync } from 'node:child_process';
import { ensureProgram } from '../ensure-program.ts';

const CANDIDATES = ['python3', '/usr/bin/python3'];

/**
 * Finds a Python that has `requests`.
 * @throws Error that says what to install
 */
export function findPython(): string {
  const find = (): string | undefined => CANDIDATES.find(hasRequests);
  return ensureProgram(find, { name: 'Python 3 with requests', debian: 'python3-requests' });
}

function hasRequests(python: string): boolean {
  return spawnSync(python, ['-c', 'import requests'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}
