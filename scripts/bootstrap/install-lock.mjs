import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Runs a task while no other process does: two installations at once would ruin each other.
 * A lock whose owner is gone is taken over.
 * @param {string} path of the lock file
 * @param {() => Promise<void> | void} task
 */
export async function withInstallLock(path, task) {
  mkdirSync(dirname(path), { recursive: true });
  while (!tryLock(path)) {
    if (!isAlive(ownerOf(path))) rmSync(path, { force: true });
    else await delay(500);
  }
  try {
    await task();
  } finally {
    rmSync(path, { force: true });
  }
}

/** @param {string} path */
function tryLock(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} path */
function ownerOf(path) {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return 0;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
