import { type EmbeddedFile, parsePackage } from '../ole/ole-native.ts';

const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const EMBEDDED = 2;
const MAX_CLASS = 200;

/**
 * What an OLE 1 object holds ([MS-OLEDS] 2.2.5): the file that was packed into it, or its data under its class's name.
 * Word checks neither version nor lengths, so a compound file in it is found whatever stands before.
 */
export function readOle1Object(bytes: Buffer): EmbeddedFile[] {
  const data = readNativeData(bytes);
  const packed = data === null || !/^package$/i.test(data.name) ? null : parsePackage(data.bytes);
  const files = [packed ?? data].filter((file) => file !== null);
  const compoundAt = bytes.indexOf(COMPOUND_FILE);
  if (compoundAt < 0 || files.some((file) => file.bytes.indexOf(COMPOUND_FILE) === 0)) return files;
  return [...files, { name: 'compound-file', bytes: bytes.subarray(compoundAt) }];
}

function readNativeData(bytes: Buffer): EmbeddedFile | null {
  if (bytes.length < 12 || bytes.readUInt32LE(4) !== EMBEDDED) return null;
  const classBytes = bytes.readUInt32LE(8);
  if (classBytes > MAX_CLASS) return null;
  const name = bytes
    .subarray(12, 12 + classBytes)
    .toString('latin1')
    .replace(/\0.*$/s, '');
  const topicAt = 12 + classBytes;
  const itemAt = skipText(bytes, topicAt);
  const sizeAt = itemAt === null ? null : skipText(bytes, itemAt);
  if (sizeAt === null || sizeAt + 4 >= bytes.length) return null;
  const data = bytes.subarray(sizeAt + 4, sizeAt + 4 + bytes.readUInt32LE(sizeAt));
  return data.length === 0 ? null : { name: name === '' ? 'data' : name, bytes: data };
}

function skipText(bytes: Buffer, at: number): number | null {
  return at + 4 > bytes.length ? null : at + 4 + bytes.readUInt32LE(at);
}
