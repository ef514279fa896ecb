import type { Resolve } from '../decode-stream.ts';
import { getEntry, type PdfValue, toName } from '../pdf-value.ts';

/** How something in a file is encrypted. */
export type Method = 'none' | 'rc4' | 'aes-128' | 'aes-256';

/** An encryption dictionary of the standard handler (ISO 32000-1, 7.6.3 and ISO 32000-2, 7.6.4). */
export type Encryption = {
  revision: number;
  /** Of the file's key, in bytes. */
  keyBytes: number;
  owner: Buffer;
  user: Buffer;
  /** From revision 5 on; else empty. */
  ownerKey: Buffer;
  userKey: Buffer;
  permissions: number;
  encryptsMetadata: boolean;
  fileId: Buffer;
  streams: Method;
  strings: Method;
  /** Of attached files, where they do not say it themselves. */
  files: Method;
  /** The method of a named filter; null where nothing here knows it. */
  named: (name: string) => Method | null;
};

const IDENTITY = 'Identity';

const METHODS: ReadonlyMap<string, Method> = new Map([
  ['None', 'none'],
  ['V2', 'rc4'],
  ['AESV2', 'aes-128'],
  ['AESV3', 'aes-256'],
]);

/** Reads the dictionary; null where it is of another handler or makes no sense. */
export function readEncryption(dictionary: PdfValue, fileId: Buffer, resolve: Resolve): Encryption | null {
  const entry = (key: string): PdfValue | null => resolve(getEntry(dictionary, key));
  const number = (key: string, fallback: number): number => {
    const value = entry(key);
    return value?.kind === 'number' ? Math.trunc(value.value) : fallback;
  };
  const bytes = (key: string): Buffer => {
    const value = entry(key);
    return value?.kind === 'string' ? Buffer.from(value.text, 'latin1') : Buffer.alloc(0);
  };
  const version = number('V', 0);
  const revision = number('R', 0);
  const bits = version === 1 ? 40 : number('Length', version >= 4 ? 128 : 40);
  if (toName(entry('Filter')) !== 'Standard' || version < 1 || version > 5 || revision < 2 || revision > 6)
    return null;
  const named = (name: string): Method | null => readMethod(name, entry('CF'), resolve);
  const method = (key: string): Method | null =>
    version < 4 ? 'rc4' : named(toName(entry(key)) ?? IDENTITY);
  const streams = method('StmF');
  const strings = method('StrF');
  if (streams === null || strings === null) return null;
  const metadata = entry('EncryptMetadata');
  return {
    revision,
    // Some writers give bytes where bits are due.
    keyBytes: Math.min(16, Math.max(5, bits >= 40 ? bits >> 3 : bits)),
    owner: bytes('O'),
    user: bytes('U'),
    ownerKey: bytes('OE'),
    userKey: bytes('UE'),
    permissions: number('P', 0),
    encryptsMetadata: !(metadata?.kind === 'keyword' && metadata.text === 'false'),
    fileId,
    streams,
    strings,
    files: getEntry(dictionary, 'EFF') === null ? streams : (method('EFF') ?? streams),
    named,
  };
}

function readMethod(name: string, filters: PdfValue | null, resolve: Resolve): Method | null {
  if (name === IDENTITY) return 'none';
  const described = filters === null ? null : resolve(getEntry(filters, name));
  const method = described === null ? null : toName(resolve(getEntry(described, 'CFM')));
  return METHODS.get(method ?? 'None') ?? null;
}
