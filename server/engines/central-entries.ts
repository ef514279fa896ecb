/** One entry of a zip's central directory: where it begins, and where its extra fields do. Bytes from the file's start. */
export type CentralEntry = { at: number; extra: number; extraEnd: number };

// APPNOTE.TXT, section 4.3.12.
const CENTRAL = 0x02014b50;
const CENTRAL_BYTES = 46;

/** Walks the directory that begins at `start`, up to `end` or to what is no entry. */
export function* centralEntries(view: Buffer, start: number, end: number): Generator<CentralEntry> {
  let at = start;
  while (at >= 0 && at + CENTRAL_BYTES <= end && view.readUInt32LE(at) === CENTRAL) {
    const extra = at + CENTRAL_BYTES + view.readUInt16LE(at + 28);
    const extraEnd = extra + view.readUInt16LE(at + 30);
    yield { at, extra, extraEnd };
    at = extraEnd + view.readUInt16LE(at + 32);
  }
}
