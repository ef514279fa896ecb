import type { SevenZipModule } from '7z-wasm';
import SevenZip from '7z-wasm';
import { type LimitName, LimitReached, type UnpackBudget } from './unpack-budget.ts';

/** What could not be read of one archive. All null or empty: every member was handed over whole. */
export type UnpackResult = {
  stoppedBy: LimitName | null;
  /** Members that need a password, or `all` where even the list of members does. */
  encrypted: string[] | 'all';
  /** 7-Zip's words about damage; null where there was none. */
  damage: string | null;
};

// 7-Zip asks on the terminal where an encrypted archive comes without a password; a wrong one makes it fail instead.
// A password given with the submission takes this place.
const NO_PASSWORD = '-pno-password-was-given';

const OUT = '/out/';
const WRITE_FLAGS = 3;

/**
 * Unpacks `bytes` and hands each member over as soon as it is whole, then forgets it: only one is in memory at a time.
 * 7-Zip runs in a file system of its own in memory, so that no name or link in an archive can reach the disk.
 * @param name of the archive, which 7-Zip uses for the member of a format that stores no name (gz, bz2, xz).
 */
export async function unpackArchive(
  bytes: Uint8Array,
  name: string,
  budget: UnpackBudget,
  onMember: (path: string, bytes: Uint8Array) => void,
): Promise<UnpackResult> {
  const lines: string[] = [];
  const keep = (line: string): void => {
    if (lines.length < 10_000) lines.push(line);
  };
  const sevenZip = await SevenZip({ print: () => {}, printErr: keep, stdin: () => 10 });
  const archive = `/in/${toSafeName(name)}`;
  sevenZip.FS.mkdir('/in');
  sevenZip.FS.mkdir('/out');
  sevenZip.FS.createDataFile(archive, '', bytes, true, false, true);
  watchWrites(sevenZip, budget, onMember);
  const locked = hasEncryptedHeader(bytes);
  return run(sevenZip, archive, lines, locked);
}

function run(sevenZip: SevenZipModule, archive: string, lines: string[], locked: boolean): UnpackResult {
  try {
    const status: unknown = sevenZip.callMain([
      'x',
      '-y',
      '-bd',
      '-snl-',
      '-scsUTF-8',
      NO_PASSWORD,
      `-o${OUT}`,
      '--',
      archive,
    ]);
    if (status === 0) return { stoppedBy: null, encrypted: [], damage: null };
  } catch (error) {
    if (error instanceof LimitReached) return { ...toResult(lines, archive), stoppedBy: error.limit };
    // 7-Zip gives up on some damaged archives with a C++ exception, which arrives here as a bare number.
    lines.push(
      locked ? 'ERROR: Cannot open encrypted archive.' : 'ERROR: The archive is damaged or cut short.',
    );
  }
  return toResult(lines, archive);
}

/** Replaces the file system's calls by ones that count, hand over and free. The only writer is 7-Zip. */
function watchWrites(
  { FS }: SevenZipModule,
  budget: UnpackBudget,
  onMember: (path: string, bytes: Uint8Array) => void,
): void {
  const { write, close, ftruncate } = FS;
  const sizes = new Map<string, number>();
  FS.write = (stream, buffer, offset, length, position, canOwn) => {
    const path = toOutputPath(stream);
    if (path !== null) {
      const size = (sizes.get(path) ?? 0) + length;
      sizes.set(path, size);
      budget.growTo(size);
    }
    return write(stream, buffer, offset, length, position, canOwn);
  };
  FS.ftruncate = (fd, length) => {
    // 7-Zip reserves the size that the header claims; a false one must not take the memory.
    budget.growTo(length);
    ftruncate(fd, length);
  };
  FS.close = (stream) => {
    const path = toOutputPath(stream);
    close(stream);
    if (path === null) return;
    sizes.delete(path);
    const bytes = FS.readFile(path);
    FS.truncate(path, 0);
    budget.addMember(bytes.length);
    onMember(path.slice(OUT.length), bytes);
  };
  FS.symlink = () => {
    throw new Error('links are not unpacked');
  };
}

/** The path of a stream opened for writing below the output folder; null for the archive, the console and so on. */
function toOutputPath(stream: object): string | null {
  if (!('path' in stream && 'flags' in stream)) return null;
  const { path, flags } = stream;
  if (typeof path !== 'string' || typeof flags !== 'number') return null;
  return path.startsWith(OUT) && (flags & WRITE_FLAGS) !== 0 ? path : null;
}

function toResult(lines: string[], archive: string): UnpackResult {
  const encrypted: string[] = [];
  const damage: string[] = [];
  for (const line of lines.map((text) =>
    text
      .replace(/^ERROR: /, '')
      .replaceAll(archive, '')
      .trim(),
  )) {
    if (/^Cannot open encrypted archive/.test(line))
      return { stoppedBy: null, encrypted: 'all', damage: null };
    const [, reason = line, member = ''] = /^(.*?) : (.*)$/.exec(line) ?? [];
    if (/wrong password|encrypted/i.test(reason)) encrypted.push(member);
    else if (line !== '') damage.push(line);
  }
  const words = damage.slice(0, 5).join('; ').slice(0, 500);
  if (words === '' && encrypted.length > 0) return { stoppedBy: null, encrypted, damage: null };
  return {
    stoppedBy: null,
    encrypted,
    damage: words === '' ? 'The archive is damaged or cut short.' : words,
  };
}

/**
 * Whether a 7z archive's list of members is encrypted. With a wrong password the list decrypts to noise, on which 7-Zip
 * may break as on a damaged one. The list's coders stand in the clear at the end: 06f10701 is AES (7zFormat.txt).
 */
function hasEncryptedHeader(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.subarray(-512)).toString('hex');
  return Buffer.from(bytes.subarray(0, 4)).toString('hex') === '377abcaf' && tail.includes('06f10701');
}

function toSafeName(name: string): string {
  const safe = name.replace(/[^\w.]/g, '_').slice(-80);
  return safe === '' || /^\.+$/.test(safe) ? 'archive' : safe;
}
