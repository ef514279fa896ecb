import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ version?: string, optional?: boolean, peer?: boolean }} LockedPackage */

/**
 * Tells whether `node_modules` holds what the lockfile asks for. npm writes what it has installed into a lockfile of
 * its own at the very end, so one that is missing or differs means an old, a foreign or an interrupted installation.
 * @param {string} root the repository
 */
export function isInstalled(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = present[path];
    // What is optional is there on some systems only; where it is there, it has to fit too.
    if (found === undefined) return optional === true;
    return found.version === version && existsSync(join(root, path, 'package.json'));
  });
}

/**
 * @param {string} path
 * @returns {Record<string, LockedPackage> | undefined}
 */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
