import type { Lockfile } from './lockfile.ts';

/**
 * Finds the folder that a package in `folder` gets when it imports `name`, as Node does: its own `node_modules` first,
 * then those of the folders around it. Undefined where it is not there, as what is optional may be.
 */
export function resolveLocked({ packages }: Lockfile, folder: string, name: string): string | undefined {
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const candidate = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (candidate in packages) return candidate;
    if (at === '') return undefined;
  }
}
