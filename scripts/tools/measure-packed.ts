import { readMembers } from '../package/read-members.ts';
import { toZip } from '../package/to-zip.ts';

/**
 * Packs a built extension as `npm run package` does, and answers the size of the archive, in bytes.
 * @param folder of the build
 * @throws Error with the packer's words where it fails
 */
export async function measurePacked(folder: string): Promise<number> {
  return (await toZip(await readMembers(folder))).byteLength;
}
