/** A stream, or the root, as the directory of a compound file lists it. */
export type DirectoryEntry = {
  path: readonly string[];
  /** First sector, of the file or of the mini stream. */
  start: number;
  /** In bytes. */
  size: number;
};

/** `whole` is false where the tree is broken; what hangs in no branch of it is listed by its own name. */
export type Directory = { entries: DirectoryEntry[]; root: DirectoryEntry | null; whole: boolean };

type RawEntry = DirectoryEntry & { type: number; left: number; right: number; child: number; name: string };

// [MS-CFB] 2.6.1.
const ENTRY_BYTES = 128;
const NAME_BYTES = 64;
const STORAGE = 1;
const STREAM = 2;
const ROOT = 5;
const NO_ENTRY = 0xffff_ffff;

/** No program nests storages deeper; a path of more would only be long. */
const MAX_DEPTH = 64;

/** Lists the streams of a directory, each once, whatever its tree says. */
export function parseDirectory(bytes: Buffer, hasLongSizes: boolean): Directory {
  const raw: RawEntry[] = [];
  for (let at = 0; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES)
    raw.push(toRawEntry(bytes.subarray(at, at + ENTRY_BYTES), hasLongSizes));
  const root = raw[0];
  const { paths, whole } = walkTree(raw);
  const streams = raw.flatMap((entry, index) => {
    if (entry.type !== STREAM || entry.size === 0) return [];
    return [{ path: paths.get(index) ?? [entry.name], start: entry.start, size: entry.size }];
  });
  return { entries: streams, root: root?.type === ROOT ? root : null, whole: whole && root?.type === ROOT };
}

function toRawEntry(bytes: Buffer, hasLongSizes: boolean): RawEntry {
  const nameBytes = Math.min(NAME_BYTES, Math.max(0, bytes.readUInt16LE(64) - 2)) & ~1;
  const name = decodeStreamName(bytes.subarray(0, nameBytes).toString('utf16le'));
  const low = bytes.readUInt32LE(120);
  return {
    path: [],
    name,
    type: bytes.readUInt8(66),
    left: bytes.readUInt32LE(68),
    right: bytes.readUInt32LE(72),
    child: bytes.readUInt32LE(76),
    start: bytes.readUInt32LE(116),
    size: hasLongSizes ? low + bytes.readUInt32LE(124) * 2 ** 32 : low,
  };
}

/** Siblings form a binary tree below their storage. A node that is met twice is not followed again. */
function walkTree(raw: readonly RawEntry[]): { paths: Map<number, readonly string[]>; whole: boolean } {
  const paths = new Map<number, readonly string[]>();
  const open: { id: number; parent: readonly string[] }[] = [{ id: raw[0]?.child ?? NO_ENTRY, parent: [] }];
  let whole = true;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { id, parent } = next;
    if (id === NO_ENTRY) continue;
    const entry = raw[id];
    if (entry === undefined || paths.has(id) || parent.length > MAX_DEPTH) {
      whole = false;
      continue;
    }
    const path = [...parent, entry.name];
    paths.set(id, path);
    open.push({ id: entry.left, parent }, { id: entry.right, parent });
    if (entry.type === STORAGE) open.push({ id: entry.child, parent: path });
  }
  return { paths, whole };
}

const PACKED = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._';

/**
 * Windows Installer packs two characters into one of U+3800 to U+47FF, and one into U+4800 to U+483F; U+4840 marks a
 * table. No specification; 7-Zip's `ComHandler.cpp` and Wine's `msi/streams.c` agree on it.
 */
function decodeStreamName(name: string): string {
  return name.replace(/[\u3800-\u4840]/g, (character) => {
    const code = character.charCodeAt(0);
    if (code === 0x4840) return '!';
    if (code >= 0x4800) return PACKED[code - 0x4800] ?? '';
    return `${PACKED[(code - 0x3800) & 63] ?? ''}${PACKED[(code - 0x3800) >> 6] ?? ''}`;
  });
}
