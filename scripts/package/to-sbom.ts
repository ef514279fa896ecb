import { createHash } from 'node:crypto';
import { type LockedPackage, type Lockfile, toPackageName } from './lockfile.ts';
import { resolveLocked } from './resolve-locked.ts';
import { toSbomLicences } from './to-sbom-licences.ts';

/** What the packages are for: in the extension, in the local scanner, or only in the making of both. */
const USES = { extension: 'required', scanner: 'optional', build: 'excluded' } as const;

const ALGORITHMS: Readonly<Record<string, string>> = { sha1: 'SHA-1', sha256: 'SHA-256', sha512: 'SHA-512' };

export type SbomInput = {
  lock: Lockfile;
  /** Folders of the packages whose code is in the extension. */
  shipped: readonly string[];
  version: string;
};

/**
 * Lists every package of the lockfile as CycloneDX 1.6. The same lockfile makes the same bytes: there is no time in it,
 * and its serial number comes from what it says.
 * https://cyclonedx.org/docs/1.6/json/
 */
export function toSbom({ lock, shipped, version }: SbomInput) {
  const root = lock.packages[''];
  const folders = Object.keys(lock.packages)
    .filter((folder) => folder !== '')
    .toSorted();
  const components = folders.map((folder) =>
    toComponent(folder, lock.packages[folder], shipped.includes(folder)),
  );
  const own = { type: 'application', 'bom-ref': 'sluice', name: 'sluice', version } as const;
  const dependencies = [
    { ref: own['bom-ref'], dependsOn: toRefs(lock, '', { ...root?.dependencies, ...root?.devDependencies }) },
    ...folders.map((folder) => {
      const { dependencies = {}, optionalDependencies = {} } = lock.packages[folder] ?? {};
      return { ref: folder, dependsOn: toRefs(lock, folder, { ...dependencies, ...optionalDependencies }) };
    }),
  ];
  const body = {
    version: 1,
    metadata: { component: { ...own, licenses: [{ license: { id: 'MIT' } }] } },
    components,
    dependencies,
  };
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${toUuid(JSON.stringify(body))}`,
    ...body,
  };
}

function toComponent(folder: string, locked: LockedPackage | undefined, isShipped: boolean) {
  const name = toPackageName(folder, locked);
  const version = locked?.version ?? '';
  const use = isShipped ? 'extension' : locked?.dev === true ? 'build' : 'scanner';
  return {
    type: 'library' as const,
    'bom-ref': folder,
    name,
    version,
    scope: USES[use],
    ...toHashes(locked?.integrity),
    ...toSbomLicences(locked?.license),
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    properties: [{ name: 'sluice:use', value: use }],
  };
}

/** Hashes stand in base64 in a lockfile, in hexadecimal here. */
function toHashes(integrity: string | undefined) {
  const hashes = (integrity ?? '').split(' ').flatMap((entry) => {
    const [algorithm = '', base64 = ''] = entry.split(/-(.*)/);
    const alg = ALGORITHMS[algorithm];
    return alg === undefined ? [] : [{ alg, content: Buffer.from(base64, 'base64').toString('hex') }];
  });
  return hashes.length === 0 ? {} : { hashes };
}

function toRefs(lock: Lockfile, folder: string, names: Readonly<Record<string, string>>): string[] {
  return Object.keys(names)
    .flatMap((name) => resolveLocked(lock, folder, name) ?? [])
    .toSorted();
}

/** A UUID of version 8, as RFC 9562 calls one that is made in one's own way: here from a hash. */
function toUuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
