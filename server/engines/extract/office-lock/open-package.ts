import type { UnpackBudget } from '../../unpack-budget.ts';
import { findAgileKey, openAgilePackage } from './agile-lock.ts';
import { type EncryptionInfo, readEncryptionInfo } from './encryption-info.ts';
import { findStandardKey, openStandardPackage } from './standard-lock.ts';

/** The two streams of a document under a password. */
export type LockedPackage = { info: Buffer; content: Buffer };

/** `sealed`: no password opens it here. */
export type OpenedPackage = { bytes: Buffer } | { failure: 'encrypted' | 'sealed' };

/**
 * Excel and PowerPoint open by themselves what is locked with these, which only hinders changes ([MS-XLS] 2.2.10;
 * PowerPoint's is in no specification).
 */
const KNOWN_PASSWORDS: readonly string[] = ['VelvetSweatshop', '/01Hannes Ruescher/01'];

const SIZE_BYTES = 8;

/**
 * Decrypts the package of a document with the password that was given, or one that Office tries by itself.
 * @throws LimitReached, by the budget.
 */
export function openPackage(
  { info, content }: LockedPackage,
  password: string | null,
  budget: UnpackBudget,
): OpenedPackage {
  const encryption = readEncryptionInfo(info);
  if (encryption === null || content.length < SIZE_BYTES) return { failure: 'sealed' };
  budget.growTo(content.length);
  for (const each of password === null ? KNOWN_PASSWORDS : [password, ...KNOWN_PASSWORDS]) {
    const bytes = open(encryption, each, content.subarray(SIZE_BYTES), budget);
    // Blocks are whole; the document need not be. Above four gigabytes nothing is opened, so the lower half is enough.
    if (bytes !== null) return { bytes: bytes.subarray(0, content.readUInt32LE(0)) };
  }
  return { failure: 'encrypted' };
}

function open(
  encryption: EncryptionInfo,
  password: string,
  bytes: Buffer,
  budget: UnpackBudget,
): Buffer | null {
  switch (encryption.scheme) {
    case 'agile': {
      const key = findAgileKey(encryption, password, budget);
      return key === null ? null : openAgilePackage(encryption, key, bytes);
    }
    case 'standard': {
      const key = findStandardKey(encryption, password, budget);
      return key === null ? null : openStandardPackage(key, bytes);
    }
  }
}
