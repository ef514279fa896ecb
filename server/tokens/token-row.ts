import * as v from 'valibot';
import { SCOPES, type TokenRecord } from './token.ts';
import type { StoredToken } from './token-store.ts';

const rowSchema = v.object({
  id: v.string(),
  digest: v.instance(Uint8Array),
  name: v.string(),
  scopes: v.pipe(v.string(), v.parseJson(), v.array(v.picklist(SCOPES))),
  rate: v.nullable(v.pipe(v.string(), v.parseJson(), v.object({ max: v.number(), windowMs: v.number() }))),
  created_at: v.number(),
  expires_at: v.nullable(v.number()),
  revoked_at: v.nullable(v.number()),
  last_used_at: v.nullable(v.number()),
});

/** @throws where a row of `tokens` holds what no version of the service writes. */
export function toStoredToken(row: unknown): StoredToken {
  const { digest, created_at, expires_at, revoked_at, last_used_at, ...rest } = v.parse(rowSchema, row);
  const record: TokenRecord = {
    ...rest,
    createdAt: created_at,
    expiresAt: expires_at,
    revokedAt: revoked_at,
    lastUsedAt: last_used_at,
  };
  return { record, digest };
}

/** The columns `id` to `expires_at`, without `digest`, as they are written. */
export function toTokenValues({ id, name, scopes, rate, createdAt, expiresAt }: TokenRecord) {
  const json = [JSON.stringify(scopes), rate === null ? null : JSON.stringify(rate)] as const;
  return [id, name, ...json, createdAt, expiresAt] as const;
}
