import { type CentralEntry, centralEntries } from './central-entries.ts';

/** Where a zip archive lies in a file, in bytes: from its first member to the end of its comment. */
export type ZipSpan = {
  start: number;
  end: number;
  /** Where its directory begins; null for an archive without members. */
  directory: number | null;
};

// APPNOTE.TXT, sections 4.3.12 to 4.3.16.
const END_BYTES = 22;
const MAX_COMMENT = 65_535;
const LOCATOR_BYTES = 20;
const END64_BYTES = 56;
const LOCATOR = 0x07064b50;
const END64 = 0x06064b50;
const IN_ZIP64 = 0xffff_ffff;
const END_MARK = Buffer.from('PK\x05\x06', 'latin1');

/** A central directory. `claimed` is where it says that it begins, counted from the archive's own first byte. */
type Directory = { at: number; end: number; claimed: number };

/**
 * Finds the zip archive that unzippers open: the last one whose directory's end stands where a comment can still reach
 * the end of the file, whatever the file begins with. Null where no such end has a directory.
 */
export function findLastZip(bytes: Uint8Array): ZipSpan | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lowest = Math.max(0, view.length - END_BYTES - MAX_COMMENT);
  let at = view.lastIndexOf(END_MARK);
  while (at >= lowest) {
    const span = at + END_BYTES <= view.length ? toSpan(view, at) : null;
    if (span !== null) return span;
    at = at === 0 ? -1 : view.lastIndexOf(END_MARK, at - 1);
  }
  return null;
}

function toSpan(view: Buffer, at: number): ZipSpan | null {
  const end = Math.min(view.length, at + END_BYTES + view.readUInt16LE(at + 20));
  if (view.readUInt16LE(at + 10) === 0 && view.readUInt32LE(at + 12) === 0)
    return { start: at, end, directory: null };
  const directory = toDirectories(view, at).find((candidate) => isDirectory(view, candidate));
  if (directory === undefined) return null;
  const first = directory.at - directory.claimed + toFirstMember(view, directory);
  return { start: Math.min(Math.max(first, 0), directory.at), end, directory: directory.at };
}

/** Where the directory may be. Unzippers trust its size before its place, which other bytes in front make wrong. */
function toDirectories(view: Buffer, at: number): Directory[] {
  const size = view.readUInt32LE(at + 12);
  const claimed = view.readUInt32LE(at + 16);
  return [
    { at: at - size, end: at, claimed },
    { at: claimed, end: at, claimed },
    ...toLargeDirectories(view, at - LOCATOR_BYTES),
  ];
}

function toLargeDirectories(view: Buffer, locator: number): Directory[] {
  if (locator < 0 || view.readUInt32LE(locator) !== LOCATOR) return [];
  return [locator - END64_BYTES, toNumber(view, locator + 8)].flatMap((at) => {
    if (at < 0 || at + END64_BYTES > view.length || view.readUInt32LE(at) !== END64) return [];
    const claimed = toNumber(view, at + 48);
    const size = toNumber(view, at + 40);
    return [
      { at: at - size, end: at, claimed },
      { at: claimed, end: at, claimed },
    ];
  });
}

function isDirectory(view: Buffer, { at, end }: Directory): boolean {
  return centralEntries(view, at, end).next().done === false;
}

/** The lowest place of a member, counted as the directory counts: others may stand in front of it. */
function toFirstMember(view: Buffer, { at, end }: Directory): number {
  let first = Number.POSITIVE_INFINITY;
  for (const entry of centralEntries(view, at, end)) {
    const place = view.readUInt32LE(entry.at + 42);
    first = Math.min(first, place === IN_ZIP64 ? toLargePlace(view, entry) : place);
  }
  return first;
}

/** The extra field 1 holds, in this order, those of both sizes and the place that do not fit into the entry (4.5.3). */
function toLargePlace(view: Buffer, { at: entry, extra, extraEnd }: CentralEntry): number {
  const before = [entry + 24, entry + 20].filter((at) => view.readUInt32LE(at) === IN_ZIP64).length * 8;
  let at = extra;
  while (at + 4 <= Math.min(extraEnd, view.length)) {
    const value = at + 4 + before;
    if (view.readUInt16LE(at) === 1) return value + 8 <= view.length ? toNumber(view, value) : 0;
    at += 4 + view.readUInt16LE(at + 2);
  }
  return 0;
}

function toNumber(view: Buffer, at: number): number {
  return Number(view.readBigUInt64LE(at));
}
