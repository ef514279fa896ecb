import { createHash } from 'node:crypto';
import { decryptBlocks, encryptBlocks } from './aes.ts';
import type { Encryption } from './encryption.ts';
import { rc4 } from './rc4.ts';

/** What a password is filled up with (ISO 32000-1, algorithm 2). */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
const NO_IV = Buffer.alloc(16);

/** The key of a file, by the user's or the owner's password; null where it is neither. */
export function findFileKey(encryption: Encryption, password: string): Buffer | null {
  return encryption.revision >= 5 ? findLongKey(encryption, password) : findShortKey(encryption, password);
}

const md5 = (...parts: Uint8Array[]): Buffer => createHash('md5').update(Buffer.concat(parts)).digest();

function findShortKey(encryption: Encryption, password: string): Buffer | null {
  const padded = pad(Buffer.from(password, 'latin1'));
  const key = toShortKey(encryption, padded);
  if (isUserKey(encryption, key)) return key;
  const byOwner = toShortKey(encryption, openOwner(encryption, padded));
  return isUserKey(encryption, byOwner) ? byOwner : null;
}

function pad(password: Buffer): Buffer {
  return Buffer.concat([password, PADDING]).subarray(0, 32);
}

/** Algorithm 2. */
function toShortKey(encryption: Encryption, padded: Buffer): Buffer {
  const { revision, owner, permissions, fileId, encryptsMetadata } = encryption;
  const rights = Buffer.alloc(4);
  rights.writeInt32LE(permissions | 0);
  const metadata = revision >= 4 && !encryptsMetadata ? Buffer.alloc(4, 0xff) : Buffer.alloc(0);
  return toRounds(md5(padded, owner.subarray(0, 32), rights, fileId, metadata), encryption);
}

function toRounds(first: Buffer, { revision, keyBytes }: Encryption): Buffer {
  const length = revision === 2 ? 5 : keyBytes;
  let hash = first;
  if (revision >= 3) for (let round = 0; round < 50; round += 1) hash = md5(hash.subarray(0, length));
  return hash.subarray(0, length);
}

/** Algorithms 4 and 5, backwards: whether the key makes of the padding what the file says. */
function isUserKey({ revision, user, fileId }: Encryption, key: Buffer): boolean {
  if (user.length < 16) return false;
  if (revision === 2) return rc4(key, PADDING).equals(user.subarray(0, 32));
  let hash = rc4(key, md5(PADDING, fileId));
  for (let round = 1; round <= 19; round += 1) hash = rc4(toRoundKey(key, round), hash);
  return hash.subarray(0, 16).equals(user.subarray(0, 16));
}

/** Algorithm 7: the user's password, filled up, out of the owner's. */
function openOwner(encryption: Encryption, padded: Buffer): Buffer {
  const key = toRounds(md5(padded), encryption);
  let text: Buffer = encryption.owner.subarray(0, 32);
  if (encryption.revision === 2) return rc4(key, text);
  for (let round = 19; round >= 0; round -= 1) text = rc4(toRoundKey(key, round), text);
  return text;
}

function toRoundKey(key: Buffer, round: number): Buffer {
  return key.map((byte) => byte ^ round) as Buffer;
}

/** Algorithm 2.A of ISO 32000-2. */
function findLongKey(encryption: Encryption, password: string): Buffer | null {
  const { user, owner, userKey, ownerKey, revision } = encryption;
  if (user.length < 48 || owner.length < 48 || userKey.length < 32 || ownerKey.length < 32) return null;
  const text = Buffer.from(password.normalize('NFKC')).subarray(0, 127);
  const ownUser = user.subarray(0, 48);
  const none = Buffer.alloc(0);
  if (toLongHash(revision, text, user.subarray(32, 40), none).equals(user.subarray(0, 32)))
    return decryptBlocks(
      toLongHash(revision, text, user.subarray(40, 48), none),
      NO_IV,
      userKey.subarray(0, 32),
    );
  if (toLongHash(revision, text, owner.subarray(32, 40), ownUser).equals(owner.subarray(0, 32)))
    return decryptBlocks(
      toLongHash(revision, text, owner.subarray(40, 48), ownUser),
      NO_IV,
      ownerKey.subarray(0, 32),
    );
  return null;
}

const HASHES = ['sha256', 'sha384', 'sha512'] as const;

/** Algorithm 2.B; revision 5 had its first step only. */
function toLongHash(revision: number, password: Buffer, salt: Buffer, user: Buffer): Buffer {
  let key = createHash('sha256')
    .update(Buffer.concat([password, salt, user]))
    .digest();
  if (revision < 6) return key;
  for (let round = 0, last = 0; round < 64 || last > round - 32; round += 1) {
    const block = Buffer.concat([password, key, user]);
    const packed = encryptBlocks(
      key.subarray(0, 16),
      key.subarray(16, 32),
      Buffer.concat(Array(64).fill(block)),
    );
    const remainder = packed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = createHash(HASHES[remainder] ?? 'sha256')
      .update(packed)
      .digest();
    last = packed.at(-1) ?? 0;
  }
  return key.subarray(0, 32);
}
