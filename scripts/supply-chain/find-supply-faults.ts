import { type Lockfile, toPackageName } from '../package/lockfile.ts';
import { isLicenceAllowed } from './licence-rules.ts';

/** What package.json says of install scripts: whether the package of this name may run its own. */
export type ApprovedScripts = Readonly<Record<string, boolean>>;

/**
 * Finds what is wrong with the packages of the lockfile, a sentence each: an install script that nobody approved, a
 * licence that is not allowed, a package that could be exchanged unnoticed, one that does not come from the registry.
 */
export function findSupplyFaults({ packages }: Lockfile, approved: ApprovedScripts): string[] {
  return Object.entries(packages).flatMap(([folder, locked]) => {
    if (folder === '') return [];
    const { license, integrity, resolved, link, hasInstallScript, optional } = locked;
    const name = toPackageName(folder, locked);
    // What works without a package works where its script is refused, too.
    const isDecided = approved[name] === true || (optional && approved[name] === false);
    return [
      ...(hasInstallScript && !isDecided
        ? [`${name} has an install script that package.json does not approve ("allowScripts").`]
        : []),
      ...(isLicenceAllowed(name, license)
        ? []
        : [
            `${name} is under ${license ?? 'no licence that it names'}, which is not allowed: see scripts/supply-chain/licence-rules.ts.`,
          ]),
      ...(/^sha512-/.test(integrity ?? '')
        ? []
        : [`${name} has no SHA-512 in the lockfile: install it anew from the registry.`]),
      // Of what comes from a registry the lockfile keeps no address (`omit-lockfile-registry-resolved`).
      ...(link || resolved !== undefined
        ? [`${name} does not come from the registry, but from ${resolved ?? 'a folder'}.`]
        : []),
    ];
  });
}
