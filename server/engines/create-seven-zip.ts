import type { SevenZipModule } from '7z-wasm';
import SevenZip from '7z-wasm';

/** A 7-Zip of its own, with one archive in its file system in memory. Nothing in an archive can reach the disk. */
export type LoadedSevenZip = {
  sevenZip: SevenZipModule;
  /** Path of the archive in that file system. */
  archive: string;
};

/**
 * Loads `bytes` without copying them.
 * @param name of the archive, which 7-Zip uses for the member of a format that stores no name (gz, bz2, xz).
 */
export async function createSevenZip(
  bytes: Uint8Array,
  name: string,
  output: { print: (line: string) => void; printErr: (line: string) => void },
): Promise<LoadedSevenZip> {
  const sevenZip = await SevenZip({ ...output, stdin: () => 10 });
  const archive = `/in/${toSafeName(name)}`;
  sevenZip.FS.mkdir('/in');
  sevenZip.FS.createDataFile(archive, '', bytes, true, false, true);
  return { sevenZip, archive };
}

function toSafeName(name: string): string {
  const safe = name.replace(/[^\w.]/g, '_').slice(-80);
  return safe === '' || /^\.+$/.test(safe) ? 'archive' : safe;
}
