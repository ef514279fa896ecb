import { timingSafeEqual } from 'node:crypto';
import { type Principal, SCOPES } from './token.ts';
import type { TokenStore } from './token-store.ts';
import { digestToken, toTokenId } from './token-text.ts';

export type AuthenticatorDeps = {
  store: TokenStore;
  /** The token of the configuration, which may do everything; null where there is none. */
  configured: string | null;
  /** Epoch milliseconds. */
  now: () => number;
};

/** Finds out whose token a text is; null where it is nobody's, or is revoked or expired. */
export type Authenticator = (text: string) => Promise<Principal | null>;

/** Between two notes of a token's last use, in milliseconds: a write with each request would be one too many. */
const NOTE_EVERY_MS = 60_000;

const CONFIGURED: Principal = { id: 'configured', name: 'configured', scopes: SCOPES, rate: null };

/** Compares digests in constant time; of a token that is not there as well, so that an answer's time tells nothing. */
export function createAuthenticator({ store, configured, now }: AuthenticatorDeps): Authenticator {
  const expected = configured === null ? null : digestToken(configured);
  const noted = new Map<string, number>();

  async function noteUse(id: string): Promise<void> {
    const at = now();
    if (at - (noted.get(id) ?? 0) < NOTE_EVERY_MS) return;
    noted.set(id, at);
    // A full disk or a busy store: the request matters more than the note.
    await store.markUsed(id, at).catch(() => noted.delete(id));
  }

  return async (text) => {
    const digest = digestToken(text);
    if (expected !== null && timingSafeEqual(digest, expected)) return CONFIGURED;
    const id = toTokenId(text);
    const found = id === null ? null : await store.find(id);
    const isEqual = timingSafeEqual(digest, found?.digest ?? Buffer.alloc(digest.length));
    if (found === null || !isEqual) return null;
    const { record } = found;
    if (record.revokedAt !== null || (record.expiresAt !== null && record.expiresAt <= now())) return null;
    await noteUse(record.id);
    return record;
  };
}
