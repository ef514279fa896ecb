/** How one thing is encrypted: with AES in blocks of 16 bytes. */
export type Cipher = { keyBytes: number; mode: 'cbc' | 'cfb8'; hash: HashName; salt: Buffer };

export type HashName = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** The scheme of Office 2010 and later ([MS-OFFCRYPTO] 2.3.4.10). */
export type AgileInfo = {
  scheme: 'agile';
  /** Of the document. */
  document: Cipher;
  /** Of the document's key, which the password opens. */
  password: Cipher & {
    spinCount: number;
    verifierInput: Buffer;
    verifierHash: Buffer;
    key: Buffer;
  };
};

/** The scheme of Office 2007 ([MS-OFFCRYPTO] 2.3.4.5): AES in single blocks, and SHA-1. */
export type StandardInfo = {
  scheme: 'standard';
  keyBytes: number;
  salt: Buffer;
  verifier: Buffer;
  verifierHash: Buffer;
};

export type EncryptionInfo = AgileInfo | StandardInfo;

/** No Office writes more rounds; from here on a document is not opened ([MS-OFFCRYPTO] 2.3.4.10, spinCount). */
export const MAX_SPIN_COUNT = 10_000_000;

const HEAD_BYTES = 8;

/** Reads a stream `EncryptionInfo`; null where it makes no sense or is of a scheme that nothing here opens. */
export function readEncryptionInfo(bytes: Buffer): EncryptionInfo | null {
  if (bytes.length < HEAD_BYTES) return null;
  const major = bytes.readUInt16LE(0);
  const minor = bytes.readUInt16LE(2);
  if (major === 4 && minor === 4) return readAgile(bytes.toString('utf8', HEAD_BYTES));
  return minor === 2 && major >= 2 && major <= 4 ? readStandard(bytes) : null;
}

function readAgile(xml: string): AgileInfo | null {
  const data = readElement(xml, 'keyData')[0];
  const key = readElement(xml, 'encryptedKey').find((element) => element.has('spinCount'));
  const document = data === undefined ? null : readCipher(data);
  const password = key === undefined ? null : readCipher(key);
  if (key === undefined || document === null || password === null) return null;
  const spinCount = Number(key.get('spinCount'));
  if (!(spinCount >= 0 && spinCount <= MAX_SPIN_COUNT)) return null;
  const verifierInput = toBytes(key.get('encryptedVerifierHashInput'));
  const verifierHash = toBytes(key.get('encryptedVerifierHashValue'));
  return {
    scheme: 'agile',
    document,
    password: {
      ...password,
      spinCount,
      verifierInput,
      verifierHash,
      key: toBytes(key.get('encryptedKeyValue')),
    },
  };
}

/** The attributes of each element of that name, whatever its prefix. Both patterns take time in line with the text. */
function readElement(xml: string, name: string): Map<string, string>[] {
  return [...xml.matchAll(/<(?:[\w.-]+:)?(\w+)\s([^<>]*)>/g)].flatMap(([, found, attributes = '']) =>
    found === name ? [readAttributes(attributes)] : [],
  );
}

function readAttributes(text: string): Map<string, string> {
  const attributes = text.matchAll(/(?<![\w:])([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return new Map([...attributes].map(([, name = '', first, second]) => [name, first ?? second ?? '']));
}

const MODES: ReadonlyMap<string, Cipher['mode']> = new Map([
  ['ChainingModeCBC', 'cbc'],
  ['ChainingModeCFB', 'cfb8'],
]);

const HASHES: ReadonlyMap<string, HashName> = new Map([
  ['MD5', 'md5'],
  ['SHA1', 'sha1'],
  ['SHA-1', 'sha1'],
  ['SHA256', 'sha256'],
  ['SHA384', 'sha384'],
  ['SHA512', 'sha512'],
]);

function readCipher(attributes: ReadonlyMap<string, string>): Cipher | null {
  const mode = MODES.get(attributes.get('cipherChaining') ?? '');
  const hash = HASHES.get(attributes.get('hashAlgorithm') ?? '');
  const keyBytes = toKeyBytes(Number(attributes.get('keyBits')));
  if (attributes.get('cipherAlgorithm') !== 'AES' || mode === undefined || hash === undefined) return null;
  return keyBytes === null ? null : { keyBytes, mode, hash, salt: toBytes(attributes.get('saltValue')) };
}

function toKeyBytes(bits: number): number | null {
  return [128, 192, 256].includes(bits) ? bits / 8 : null;
}

function toBytes(base64 = ''): Buffer {
  return Buffer.from(base64, 'base64');
}

// [MS-OFFCRYPTO] 2.3.2 and 2.3.3: where things stand in EncryptionHeader and EncryptionVerifier.
const HEADER_AT = 12;
const KEY_BITS_AT = 16;
const ALGORITHM_AT = 8;
const AES_ALGORITHMS: readonly number[] = [0x660e, 0x660f, 0x6610];

function readStandard(bytes: Buffer): StandardInfo | null {
  if (bytes.length < HEADER_AT + 32) return null;
  const keyBytes = toKeyBytes(bytes.readUInt32LE(HEADER_AT + KEY_BITS_AT));
  const verifier = bytes.subarray(HEADER_AT + bytes.readUInt32LE(8));
  const isAes = AES_ALGORITHMS.includes(bytes.readUInt32LE(HEADER_AT + ALGORITHM_AT));
  if (!isAes || keyBytes === null || verifier.length < 72) return null;
  return {
    scheme: 'standard',
    keyBytes,
    salt: verifier.subarray(4, 20),
    verifier: verifier.subarray(20, 36),
    verifierHash: verifier.subarray(40, 72),
  };
}
