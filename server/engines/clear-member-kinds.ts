import { centralEntries } from './central-entries.ts';

/**
 * Makes every member of a zip a plain file, in place. A zip may mark a member as a link or a folder; 7-Zip then leaves its
 * content out, while unzippers that know no such marks, as on Windows, write it as a file. Names that end with a slash
 * stay folders everywhere.
 * @param directory first byte of the central directory in `bytes`.
 */
export function clearMemberKinds(bytes: Uint8Array, directory: number): void {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // APPNOTE.TXT, section 4.4.15: the external attributes, for Unix and for DOS.
  for (const { at } of centralEntries(view, directory, view.length)) view.writeUInt32LE(0, at + 38);
}
