import type { UnpackBudget } from '../../unpack-budget.ts';
import { decryptAes, spinPassword, toHash, toLength, toNumberBytes, toVector } from './decrypt-office.ts';
import type { AgileInfo } from './encryption-info.ts';

/** What each key is derived for ([MS-OFFCRYPTO] 2.3.4.13). */
const PURPOSES = {
  verifierInput: Buffer.from('fea7d2763b4b9e79', 'hex'),
  verifierHash: Buffer.from('d7aa0f6d3061344e', 'hex'),
  key: Buffer.from('146e0be7abacd0d6', 'hex'),
};

const SEGMENT_BYTES = 4_096;

/**
 * The document's key; null where the password is another one.
 * @throws LimitReached when the budget's time is over.
 */
export function findAgileKey(
  { document, password: lock }: AgileInfo,
  password: string,
  budget: UnpackBudget,
): Buffer | null {
  const spun = spinPassword(lock, password, budget);
  const expected = toHash(lock.hash, openField(lock, spun, 'verifierInput'));
  // What is longer than the hash is filling.
  const found = openField(lock, spun, 'verifierHash').subarray(0, expected.length);
  if (!found.equals(expected)) return null;
  const key = openField(lock, spun, 'key').subarray(0, document.keyBytes);
  return key.length === document.keyBytes ? key : null;
}

/** Decrypts one field with what the password was spun to. */
export function openField(lock: AgileInfo['password'], spun: Buffer, field: keyof typeof PURPOSES): Buffer {
  const key = toLength(toHash(lock.hash, spun, PURPOSES[field]), lock.keyBytes);
  return decryptAes(lock.mode, key, toVector(lock.salt), lock[field]);
}

/** Decrypts a package segment by segment, each with a vector of its own ([MS-OFFCRYPTO] 2.3.4.15). */
export function openAgilePackage({ document }: AgileInfo, key: Buffer, bytes: Buffer): Buffer {
  const segments: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += SEGMENT_BYTES) {
    const vector = toVector(toHash(document.hash, document.salt, toNumberBytes(segments.length)));
    segments.push(decryptAes(document.mode, key, vector, bytes.subarray(at, at + SEGMENT_BYTES)));
  }
  return Buffer.concat(segments);
}
