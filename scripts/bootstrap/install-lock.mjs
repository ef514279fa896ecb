import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY_MS = 500;

/**
 * Runs a task while no other process does: two installations at once would ruin each other.
 * A lock whose owner is gone is taken over.
 * @param {string} path of the lock file
 * @param {() => Promise<void> | void} task
 */
export async function withInstallLock(path, task) {
  mkdirSync(dirname(path), { recursive: true });
  let hasSaid = false;
  while (!tryLock(path)) {
    const owner = ownerOf(path);
    if (!isAlive(owner)) {
      takeAway(path, owner);
      continue;
    }
    if (!hasSaid) process.stderr.write(`Process ${owner} is installing. Waiting for it (${path})…\n`);
    hasSaid = true;
    await delay(LOOK_EVERY_MS);
  }
  try {
    await task();
  } finally {
    rmSync(path, { force: true });
  }
}

/**
 * The lock appears with its owner in it, in one step: an empty one would look like one whose owner is gone.
 * @param {string} path
 */
function tryLock(path) {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * Takes the lock of a dead owner away. Where another process was quicker and holds it now, it gets it back.
 * @param {string} path
 * @param {number} owner
 */
function takeAway(path, owner) {
  const away = `${path}.${process.pid}.away`;
  try {
    renameSync(path, away);
    if (ownerOf(away) !== owner) linkSync(away, path);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(codeOf(error) ?? '')) throw error;
  } finally {
    rmSync(away, { force: true });
  }
}

/** @param {string} path */
function ownerOf(path) {
  try {
    // Not NaN, which equals nothing, not even itself.
    return Number(readFileSync(path, 'utf8')) || 0;
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
    return codeOf(error) === 'EPERM';
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
