import { createHash } from 'node:crypto';
import type { Resolve } from '../decode-stream.ts';
import { getEntry, type PdfObject, type PdfValue, toName } from '../pdf-value.ts';
import { decryptAes } from './aes.ts';
import { type Encryption, type Method, readEncryption } from './encryption.ts';
import { findFileKey } from './find-file-key.ts';
import { rc4 } from './rc4.ts';

/** Takes the encryption off what one object holds. */
export type PdfLock = {
  /** Whether the empty password does not open it, which readers try by themselves. */
  underPassword: boolean;
  openStream: (object: PdfObject, bytes: Buffer) => Buffer;
  openStrings: (object: PdfObject) => PdfValue;
};

const MAX_DEPTH = 100;

/**
 * Opens an encrypted file with the empty password, as readers do by themselves, or with the one that was given. Own code:
 * it is small, and what else opens these files draws them as well.
 * @param dictionary the encryption dictionary.
 * @param fileId the first part of the trailer's ID.
 * @returns null where neither password opens it, or it is encrypted in another way.
 */
export function openPdfLock(
  dictionary: PdfValue,
  fileId: Buffer,
  { password, resolve }: { password: string | null; resolve: Resolve },
): PdfLock | null {
  const encryption = readEncryption(dictionary, fileId, resolve);
  if (encryption === null) return null;
  const passwords = password === null ? [''] : ['', password];
  for (const each of passwords) {
    const key = findFileKey(encryption, each);
    if (key !== null) return createLock(encryption, key, each !== '');
  }
  return null;
}

function createLock(encryption: Encryption, key: Buffer, underPassword: boolean): PdfLock {
  const open = (method: Method, object: PdfObject, bytes: Buffer): Buffer => {
    switch (method) {
      case 'none':
        return bytes;
      case 'rc4':
        return rc4(toObjectKey(key, object, false), bytes);
      case 'aes-128':
        return decryptAes(toObjectKey(key, object, true), bytes);
      case 'aes-256':
        return decryptAes(key, bytes);
    }
  };
  const openString = (object: PdfObject, text: string): string =>
    open(encryption.strings, object, Buffer.from(text, 'latin1')).toString('latin1');
  return {
    underPassword,
    openStream: (object, bytes) => open(toStreamMethod(object.value, encryption), object, bytes),
    openStrings: (object) => mapStrings(object.value, (text) => openString(object, text), 0),
  };
}

/** Algorithm 1 (ISO 32000-1, 7.6.2). */
function toObjectKey(key: Buffer, { id, generation }: PdfObject, isAes: boolean): Buffer {
  const number = Buffer.alloc(5);
  number.writeUIntLE(id % 2 ** 24, 0, 3);
  number.writeUInt16LE(generation & 0xffff, 3);
  const salt = Buffer.from(isAes ? 'sAlT' : '');
  const hash = createHash('md5')
    .update(Buffer.concat([key, number, salt]))
    .digest();
  return hash.subarray(0, Math.min(16, key.length + 5));
}

function toStreamMethod(value: PdfValue, { encryptsMetadata, streams, files, named }: Encryption): Method {
  const type = toName(getEntry(value, 'Type'));
  if (type === 'XRef' || (type === 'Metadata' && !encryptsMetadata)) return 'none';
  if (toName(toFirst(getEntry(value, 'Filter'))) === 'Crypt') {
    const params = toFirst(getEntry(value, 'DecodeParms'));
    return named(toName(params === null ? null : getEntry(params, 'Name')) ?? 'Identity') ?? streams;
  }
  return type === 'EmbeddedFile' ? files : streams;
}

function toFirst(value: PdfValue | null): PdfValue | null {
  return value?.kind === 'array' ? (value.items[0] ?? null) : value;
}

function mapStrings(value: PdfValue, change: (text: string) => string, depth: number): PdfValue {
  if (depth > MAX_DEPTH) return value;
  const map = (each: PdfValue): PdfValue => mapStrings(each, change, depth + 1);
  switch (value.kind) {
    case 'string':
      return { ...value, text: change(value.text) };
    case 'array':
      return { ...value, items: value.items.map(map) };
    case 'dictionary':
      return { ...value, entries: new Map([...value.entries].map(([key, entry]) => [key, map(entry)])) };
    default:
      return value;
  }
}
