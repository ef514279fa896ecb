import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;
const PATTERN = /^sluice_([0-9a-f]{12})_[\w-]{43}$/;

/** A new token: its id, which is no secret, and its text, which holds 256 random bits and is kept by its owner alone. */
export function createTokenText(): { id: string; text: string } {
  const id = randomBytes(6).toString('hex');
  return { id, text: `sluice_${id}_${randomBytes(SECRET_BYTES).toString('base64url')}` };
}

/** The id in a token's text, or null where it has not the form of one that a command made. */
export function toTokenId(text: string): string | null {
  return PATTERN.exec(text)?.[1] ?? null;
}

/**
 * What is stored of a token. One SHA-256 is enough: slow hashes (bcrypt, Argon2) make guesses of what people think up
 * costly, and 256 random bits can't be guessed however fast each guess is. Each request would pay for a slow one.
 */
export function digestToken(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
