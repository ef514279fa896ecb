/** A file in a document, with the name that it had where it came from. */
export type EmbeddedFile = { name: string; bytes: Buffer };

const MAX_NAME = 1_000;

/**
 * Reads what the Packager wraps around a file ([MS-OLEDS] 2.3.6 and the `Package` format that Windows writes into it):
 * two bytes, label, path, four bytes, the length of a second path and that path, then size and content.
 * @param bytes without the size that stands before an OLE10Native stream.
 * @returns null where this is no such package; its content may then be anything.
 */
export function parsePackage(bytes: Buffer): EmbeddedFile | null {
  const label = readText(bytes, 2);
  const path = label === null ? null : readText(bytes, label.end);
  if (label === null || path === null || path.end + 8 > bytes.length) return null;
  const sizeAt = path.end + 8 + bytes.readUInt32LE(path.end + 4);
  if (sizeAt + 4 > bytes.length) return null;
  const size = bytes.readUInt32LE(sizeAt);
  const content = bytes.subarray(sizeAt + 4, sizeAt + 4 + size);
  // A link says that it has content and has none.
  if (content.length === 0 || content.length < size) return null;
  return { name: toFileName(label.text) ?? toFileName(path.text) ?? 'package', bytes: content };
}

/** Reads a stream `\x01Ole10Native`: its size, then a package or any other object's data. */
export function parseOleNative(bytes: Buffer): EmbeddedFile {
  const data = bytes.subarray(4);
  return parsePackage(data) ?? { name: 'native-data', bytes: data };
}

function readText(bytes: Buffer, from: number): { text: string; end: number } | null {
  const end = bytes.indexOf(0, from);
  if (from > bytes.length || end < 0 || end - from > MAX_NAME) return null;
  return { text: bytes.subarray(from, end).toString('latin1'), end: end + 1 };
}

function toFileName(path: string): string | null {
  const name = path.replaceAll('\\', '/').split('/').at(-1)?.trim();
  return name === undefined || name === '' ? null : name;
}
