import { createDecipheriv, hash } from 'node:crypto';
import type { UnpackBudget } from '../../unpack-budget.ts';
import type { HashName } from './encryption-info.ts';

const BLOCK = 16;

/** What short keys and vectors are filled up with ([MS-OFFCRYPTO] 2.3.4.11 and 2.3.4.12). */
const FILLING = 0x36;

/** Rounds between two looks at the clock. */
const ROUNDS = 10_000;

/** AES without padding, of whole blocks; what is left over is dropped. @param iv null for `ecb` */
export function decryptAes(
  mode: 'cbc' | 'cfb8' | 'ecb',
  key: Uint8Array,
  iv: Uint8Array | null,
  bytes: Uint8Array,
): Buffer {
  const cipher = createDecipheriv(`aes-${key.length * 8}-${mode}`, key, iv).setAutoPadding(false);
  const whole = mode === 'cfb8' ? bytes : bytes.subarray(0, bytes.length - (bytes.length % BLOCK));
  return Buffer.concat([cipher.update(whole), cipher.final()]);
}

export function toHash(name: HashName, ...parts: Uint8Array[]): Buffer {
  return hash(name, Buffer.concat(parts), 'buffer');
}

/** Cut or filled up to a length. */
export function toLength(bytes: Buffer, length: number): Buffer {
  if (bytes.length >= length) return bytes.subarray(0, length);
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length, FILLING)]);
}

/** The vector of an agile cipher, from its salt or what was made of it. */
export function toVector(bytes: Buffer): Buffer {
  return toLength(bytes, BLOCK);
}

/**
 * Hashes a password with its salt, and the outcome with the number of the round, again and again.
 * @throws LimitReached when the budget's time is over.
 */
export function spinPassword(
  { hash: name, salt, spinCount }: { hash: HashName; salt: Buffer; spinCount: number },
  password: string,
  budget: UnpackBudget,
): Buffer {
  let last = toHash(name, salt, Buffer.from(password, 'utf16le'));
  const round = Buffer.alloc(4 + last.length);
  for (let number = 0; number < spinCount; number += 1) {
    if (number % ROUNDS === 0) budget.growTo(0);
    round.writeUInt32LE(number);
    last.copy(round, 4);
    last = hash(name, round, 'buffer');
  }
  return last;
}

/** A number as the four bytes that are hashed. */
export function toNumberBytes(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}
