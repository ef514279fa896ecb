import type { TokenRecord } from './token.ts';

/** A token with the SHA-256 digest of its text. */
export type StoredToken = { record: TokenRecord; digest: Uint8Array };

/**
 * The rows of tokens. Several processes may use it at once: a token that a command revokes is refused by a running
 * scanner from its next request on. What a call wrote is durable when its promise resolves.
 */
export type TokenStore = {
  insert: (token: StoredToken) => Promise<void>;
  find: (id: string) => Promise<StoredToken | null>;
  /** Oldest first, those that are revoked or expired too. */
  list: () => Promise<TokenRecord[]>;
  /** @returns false where there is no such token, or it was revoked before. */
  revoke: (id: string, at: number) => Promise<boolean>;
  markUsed: (id: string, at: number) => Promise<void>;
  close: () => Promise<void>;
};
