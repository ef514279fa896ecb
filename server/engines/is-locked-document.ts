import type { FileType } from './file-type.ts';

const NAME_FIELD_BYTES = 64;
const STREAM = 'EncryptedPackage';

/** A directory entry's name and its length, with the closing NUL, in bytes (MS-CFB, 2.6.1). */
const ENTRY = Buffer.alloc(NAME_FIELD_BYTES + 2);
ENTRY.write(STREAM, 'utf16le');
ENTRY.writeUInt16LE((STREAM.length + 1) * 2, NAME_FIELD_BYTES);

/** Whether this is an Office document under a password: its real content is one encrypted stream (MS-OFFCRYPTO, 2.3). */
export function isLockedDocument(bytes: Uint8Array, { mime }: FileType): boolean {
  if (mime !== 'application/x-ole-storage') return false;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(ENTRY);
}
