/** Licences of packages that build, test or scan here. What is shipped in the extension is held to less: toLicenceList. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'Python-2.0',
  'Zlib',
]);

/** Packages that a person has looked at, since they name no SPDX licence. Each with what it is. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  '7z-wasm':
    'LGPL 2.1 with the unRAR restriction, in License.txt: the scanner runs it unchanged, as a file of its own.',
  busboy: 'MIT, in its LICENSE. For tests only.',
  dicer: 'MIT, in its LICENSE. For tests only.',
  'humanize-number': 'MIT, in its Readme.md. For tests only.',
  only: 'MIT, in its Readme.md. For tests only.',
  streamsearch: 'MIT, in its LICENSE. For tests only.',
  winreg: 'BSD, in its package.json. For the linter of the store only.',
};

/**
 * Whether a package may be used under its licence. Of licences to choose from (`OR`) one is enough; of several at once
 * (`AND`) each has to be allowed.
 * @param licence as the lockfile has it
 */
export function isLicenceAllowed(name: string, licence: string | undefined): boolean {
  if (Object.hasOwn(LOOKED_AT, name)) return true;
  const words = (licence ?? '').replace(/[()]/g, '');
  return words.split(' OR ').some((choice) => choice.split(' AND ').every((one) => ALLOWED.has(one)));
}
