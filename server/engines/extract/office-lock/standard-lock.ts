import type { UnpackBudget } from '../../unpack-budget.ts';
import { decryptAes, spinPassword, toHash, toNumberBytes } from './decrypt-office.ts';
import type { StandardInfo } from './encryption-info.ts';

const SPIN_COUNT = 50_000;
const HASH_BYTES = 20;
const PAD_BYTES = 64;

/**
 * The document's key; null where the password is another one ([MS-OFFCRYPTO] 2.3.4.7 and 2.3.4.9).
 * @throws LimitReached when the budget's time is over.
 */
export function findStandardKey(
  { salt, keyBytes, verifier, verifierHash }: StandardInfo,
  password: string,
  budget: UnpackBudget,
): Buffer | null {
  const spun = spinPassword({ hash: 'sha1', salt, spinCount: SPIN_COUNT }, password, budget);
  const last = toHash('sha1', spun, toNumberBytes(0));
  const key = Buffer.concat([toHash('sha1', pad(last, 0x36)), toHash('sha1', pad(last, 0x5c))]).subarray(
    0,
    keyBytes,
  );
  const expected = toHash('sha1', decryptAes('ecb', key, null, verifier));
  const found = decryptAes('ecb', key, null, verifierHash).subarray(0, HASH_BYTES);
  return found.equals(expected) ? key : null;
}

export function openStandardPackage(key: Buffer, bytes: Buffer): Buffer {
  return decryptAes('ecb', key, null, bytes);
}

function pad(bytes: Buffer, filling: number): Buffer {
  return Buffer.from(Array.from({ length: PAD_BYTES }, (_, index) => (bytes[index] ?? 0) ^ filling));
}
