import { detectFileType } from './file-type.ts';
import { createEmbeddedSearch } from './find-embedded-archive.ts';
import { findLastZip, type ZipSpan } from './find-last-zip.ts';

/** One archive of a file, cut out of it. `directory` is where a zip's directory begins in `bytes`; null for others. */
export type ArchivePart = { bytes: Uint8Array; mime: string; directory: number | null };

/** Every archive of a file, in their order. `complete` is false where there may be more than are looked for. */
export type FoundArchives = { parts: ArchivePart[]; complete: boolean };

const MAX_PARTS = 100;
const ZIP = 'application/zip';

/** Formats that hold one stream and end with it. Others say where they end, and 7-Zip tells what stands behind them. */
const STREAMS: readonly string[] = [
  'application/gzip',
  'application/x-bzip2',
  'application/x-xz',
  'application/zstd',
  'application/x-compress',
  'application/x-lzma',
];

/**
 * Finds all archives that programs would open in a file, wherever they begin: an unzipper looks for the end of a zip, so
 * one may stand behind a text, a program, a picture or another archive.
 */
export function findArchives(bytes: Uint8Array): FoundArchives {
  const { archive, mime } = detectFileType(bytes);
  // A zip in it is one of its members, or stands behind it, where 7-Zip finds it.
  if (archive && !STREAMS.includes(mime) && !isZip(bytes))
    return toFound([{ bytes, mime, directory: null }], true);
  const parts: ArchivePart[] = [];
  let complete = true;
  let rest = bytes;
  for (let step = 0; step < MAX_PARTS && rest.length > 0; step += 1) {
    const zip = findLastZip(rest);
    const found = zip === null ? toFirstParts(rest) : toEmbedded(rest.subarray(zip.end));
    complete &&= found.complete;
    if (zip === null) return toFound([...found.parts, ...parts], complete);
    parts.unshift(...toZipParts(rest, zip), ...found.parts);
    rest = rest.subarray(0, zip.start);
  }
  return toFound(parts, complete && rest.length === 0);
}

function toFound(parts: readonly ArchivePart[], complete: boolean): FoundArchives {
  return { parts: parts.slice(0, MAX_PARTS), complete: complete && parts.length <= MAX_PARTS };
}

function toZipParts(bytes: Uint8Array, { start, end, directory }: ZipSpan): ArchivePart[] {
  if (directory === null) return [];
  return [{ bytes: bytes.subarray(start, end), mime: ZIP, directory: directory - start }];
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** What stands before all zips: an archive of another kind, or one without an end, or bytes that may hold some. */
function toFirstParts(bytes: Uint8Array): FoundArchives {
  const { archive, mime } = detectFileType(bytes);
  return archive ? { parts: [{ bytes, mime, directory: null }], complete: true } : toEmbedded(bytes);
}

function toEmbedded(bytes: Uint8Array): FoundArchives {
  const search = createEmbeddedSearch(bytes);
  const parts: ArchivePart[] = [];
  let next = search.next(0);
  while (next !== null && parts.length <= MAX_PARTS) {
    parts.push({ bytes: bytes.subarray(next.at, next.end), mime: next.mime, directory: null });
    next = search.next(next.end);
  }
  return { parts, complete: search.isComplete() };
}
