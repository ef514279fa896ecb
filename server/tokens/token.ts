/** What a token may do: `submit` scans, `read` results, read `metrics`. Tokens themselves are managed by command only. */
export const SCOPES = ['submit', 'read', 'metrics'] as const;

export type Scope = (typeof SCOPES)[number];

/** At most `max` requests in `windowMs` milliseconds. */
export type Rate = { max: number; windowMs: number };

/** A token as it is kept and listed: all but its secret. Times are epoch milliseconds. */
export type TokenRecord = {
  id: string;
  name: string;
  scopes: readonly Scope[];
  rate: Rate | null;
  createdAt: number;
  expiresAt: number | null;
  revokedAt: number | null;
  /** To the minute. */
  lastUsedAt: number | null;
};

/** Whoever a request comes from. `id` is that of the token; `configured` is the one of the configuration. */
export type Principal = Pick<TokenRecord, 'id' | 'name' | 'scopes' | 'rate'>;
