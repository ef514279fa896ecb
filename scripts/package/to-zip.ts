import SevenZip, { type SevenZipModule } from '7z-wasm';

/** A file in a zip: its path with `/`. */
export type ZipMember = { path: string; bytes: Uint8Array; isExecutable?: boolean };

/** The earliest time that a zip can tell. A zip holds what a local clock shows, and that is to be the same everywhere. */
const TIME = new Date(1980, 0, 1).getTime();

const FILE_MODE = 0o644;
const PROGRAM_MODE = 0o755;

/** As small as deflate gets; no times but the one that every member has; paths as they are, without wildcards. */
const OPTIONS = ['-tzip', '-mm=Deflate', '-mx=9', '-mtm-', '-mtc-', '-mta-', '-mcu+', '-spd', '-ssp'];

/**
 * Packs files into a zip. The same files make the same bytes on every machine, whatever their order and times and the
 * machine's clock and umask: 7-Zip is WebAssembly here, while Node's own zlib differs between processors and versions.
 * @throws Error with 7-Zip's words where it fails
 */
export async function toZip(members: readonly ZipMember[]): Promise<Uint8Array> {
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  const sevenZip = await SevenZip({ print, printErr: print, stdin: () => 10 });
  const sorted = members.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  layOut(sevenZip, sorted);
  sevenZip.FS.writeFile('/list', sorted.map(({ path }) => path).join('\n'));
  sevenZip.FS.chdir('/in');
  const status: unknown = sevenZip.callMain(['a', ...OPTIONS, '/out.zip', '@/list']);
  if (status !== 0) throw new Error(`7-Zip could not pack the files:\n${lines.join('\n')}`);
  return sevenZip.FS.readFile('/out.zip');
}

/** Writes the files into 7-Zip's own file system in memory, below `/in`. */
function layOut({ FS }: SevenZipModule, members: readonly ZipMember[]): void {
  const folders = new Set(['/in']);
  for (const { path } of members)
    path.split('/').forEach((_, at, parts) => {
      if (at > 0) folders.add(`/in/${parts.slice(0, at).join('/')}`);
    });
  for (const folder of folders) FS.mkdir(folder);
  for (const { path, bytes, isExecutable = false } of members) {
    FS.writeFile(`/in/${path}`, bytes);
    FS.chmod(`/in/${path}`, isExecutable ? PROGRAM_MODE : FILE_MODE);
    FS.utime(`/in/${path}`, TIME, TIME);
  }
}
