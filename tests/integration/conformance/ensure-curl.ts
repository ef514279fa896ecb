import { spawnSync } from 'node:child_process';
import { ensureProgram } from '../ensure-program.ts';

/**
 * Makes sure that a shell finds curl.
 * @throws Error that says what to install
 */
export function ensureCurl(): void {
  ensureProgram(() => (isThere() ? 'curl' : undefined), { name: 'curl', debian: 'curl' });
}

function isThere(): boolean {
  return spawnSync('curl', ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}
