/**
 * A package's licence in the words of CycloneDX: an SPDX id, an SPDX expression of several, or a name where it is
 * neither.
 * @param licence as the lockfile has it
 */
export function toSbomLicences(licence: string | undefined) {
  if (licence === undefined) return {};
  if (/ (?:OR|AND|WITH) /.test(licence)) return { licenses: [{ expression: licence }] };
  const isId = /^[A-Za-z0-9.+-]+$/.test(licence) && licence !== 'BSD';
  return { licenses: [{ license: isId ? { id: licence } : { name: licence } }] };
}
