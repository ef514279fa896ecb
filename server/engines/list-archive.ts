import { createSevenZip } from './create-seven-zip.ts';
import { toPasswordSwitch } from './to-password-switch.ts';

/** One member, as the archive's own list has it. Folders are left out. */
export type ArchiveEntry = {
  path: string;
  encrypted: boolean;
  /** Whether something stored can tell a right password from a wrong one. */
  checked: boolean;
  empty: boolean;
};

/** `complete` is false where the list was cut or could not be read to its end. */
export type ArchiveList = { entries: ArchiveEntry[]; complete: boolean };

/** Entries that are read at most; a list has as many as its author likes. */
const MAX_ENTRIES = 100_000;

/**
 * Lines that say that a checksum or a check value of the password is stored. RAR 5 hides an encrypted member's checksum
 * and tells only that it has one; the last number of its method is 1 or 3 where the password has a check value.
 */
const PROOFS: readonly RegExp[] = [
  /^(CRC|Checksum) = \w/,
  /^Characteristics = .*\b(CRC|Hash)\b/,
  /^Method = .*\bAES:\d+:[13]\b/,
];

class ListFull extends Error {}

/** Reads an archive's list of members without unpacking anything. An unreadable one gives an empty list. */
export async function listArchive(
  bytes: Uint8Array,
  name: string,
  password: string | null,
): Promise<ArchiveList> {
  const reader = createListReader();
  const { sevenZip, archive } = await createSevenZip(bytes, name, { print: reader.read, printErr: () => {} });
  const { write } = sevenZip.FS;
  sevenZip.FS.write = (stream, ...rest) => {
    // Thrown from here it ends 7-Zip; thrown by `print` it would only be a failed write to the terminal.
    if (reader.entries.length > MAX_ENTRIES) throw new ListFull();
    return write(stream, ...rest);
  };
  try {
    const status: unknown = sevenZip.callMain([
      'l',
      '-slt',
      '-bd',
      '-scsUTF-8',
      toPasswordSwitch(password),
      '--',
      archive,
    ]);
    return { entries: reader.finish(), complete: status === 0 };
  } catch {
    // Its own stop, or one of 7-Zip's C++ exceptions, which arrive as bare numbers.
    return { entries: reader.finish(), complete: false };
  }
}

/**
 * Reads `7z l -slt`: after a line of dashes, a block of `Key = value` lines for each member. A comment in the archive may
 * hold such lines too, so they can add a member to the list and mark one as encrypted, but never take a mark away.
 */
function createListReader() {
  const entries: ArchiveEntry[] = [];
  let inList = false;
  let block: string[] = [];

  function finishBlock(): void {
    const entry = toEntry(block);
    if (entry !== null) entries.push(entry);
    block = [];
  }

  function read(line: string): void {
    if (!inList) inList = line.startsWith('----------');
    else if (line === '') finishBlock();
    else block.push(line);
  }

  function finish(): ArchiveEntry[] {
    finishBlock();
    return entries;
  }

  return { entries, read, finish };
}

function toEntry(block: readonly string[]): ArchiveEntry | null {
  const path = block.find((line) => line.startsWith('Path = '))?.slice('Path = '.length);
  if (path === undefined) return null;
  if (block.some((line) => line === 'Folder = +' || /^Attributes = D\b/.test(line))) return null;
  return {
    path,
    encrypted: block.includes('Encrypted = +'),
    checked: block.some((line) => PROOFS.some((proof) => proof.test(line))),
    empty: block.includes('Size = 0'),
  };
}
