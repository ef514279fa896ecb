import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitsHost, readHost } from './fits-host.mjs';

/** @typedef {import('./fits-host.mjs').Platforms} Platforms */
/**
 * @typedef {Platforms & { version?: string, optional?: boolean, hasInstallScript?: boolean,
 *   bin?: Record<string, string>, devDependencies?: Record<string, string> }} LockedPackage
 */

/**
 * Finds what the lockfile asks for and `node_modules` does not hold. npm writes what it has installed into a lockfile
 * of its own at the very end, so one that is missing or differs means an old, a foreign or an interrupted installation.
 * @param {string} root the repository
 * @returns {string | undefined} the first that is missing, by its path; undefined where all is there
 */
export function findMissing(root, host = readHost()) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined) return 'package-lock.json';
  if (present === undefined) return 'node_modules';
  const missing = Object.entries(wanted).find(([path, locked]) => {
    if (path === '') return false;
    const found = present[path];
    // What is optional is there on some machines only: of those, native parts for this one have to be.
    if (found === undefined) return locked.optional !== true || fitsHost(locked, host);
    return found.version !== locked.version || !existsSync(join(root, path, 'package.json'));
  });
  return missing?.[0] ?? findMissingTool(root, wanted);
}

/**
 * The commands of the packages that the project itself asks for. npm does not notice where they have been removed.
 * @param {string} root
 * @param {Record<string, LockedPackage>} wanted
 */
function findMissingTool(root, wanted) {
  const names = Object.keys(wanted['']?.devDependencies ?? {}).flatMap((name) => {
    const { bin = {}, hasInstallScript } = wanted[`node_modules/${name}`] ?? {};
    // What an install script makes is not there where those are switched off.
    return hasInstallScript === true ? [] : Object.keys(bin);
  });
  return names.map((name) => `node_modules/.bin/${name}`).find((path) => !existsSync(join(root, path)));
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
