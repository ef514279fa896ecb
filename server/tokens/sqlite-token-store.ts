import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { makePrivateFile } from '../storage/make-private-file.ts';
import { SCOPES, type TokenRecord } from './token.ts';
import type { StoredToken, TokenStore } from './token-store.ts';

const SCHEMA = `CREATE TABLE IF NOT EXISTS tokens (
   id TEXT PRIMARY KEY,
   digest BLOB NOT NULL,
   name TEXT NOT NULL,
   scopes TEXT NOT NULL,
   rate TEXT,
   created_at INTEGER NOT NULL,
   expires_at INTEGER,
   revoked_at INTEGER,
   last_used_at INTEGER
 ) STRICT`;

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

/**
 * Tokens in `tokens.sqlite` of the data folder, a file of its own, which is not locked: commands write to it while the
 * scanner runs. Each waits for the other, some milliseconds (https://sqlite.org/wal.html).
 * @throws the system's or SQLite's error where the file cannot be used.
 */
export function openSqliteTokenStore(dataDir: string): TokenStore {
  const file = join(dataDir, 'tokens.sqlite');
  makePrivateFile(file);
  const database = new DatabaseSync(file, { timeout: 2_000 });
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${SCHEMA}`);
  const insertRow = database.prepare(
    'INSERT INTO tokens (id, digest, name, scopes, rate, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const byId = database.prepare('SELECT * FROM tokens WHERE id = ?');
  const all = database.prepare('SELECT * FROM tokens ORDER BY created_at, id');
  const setRevoked = database.prepare('UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL');
  const setUsed = database.prepare('UPDATE tokens SET last_used_at = ? WHERE id = ?');
  return {
    async insert({ record, digest }) {
      const { id, name, scopes, rate, createdAt, expiresAt } = record;
      const json = [JSON.stringify(scopes), rate === null ? null : JSON.stringify(rate)] as const;
      insertRow.run(id, digest, name, ...json, createdAt, expiresAt);
    },
    async find(id) {
      const row = byId.get(id);
      return row === undefined ? null : toStoredToken(row);
    },
    list: async () => all.all().map((row) => toStoredToken(row).record),
    revoke: async (id, at) => Number(setRevoked.run(at, id).changes) > 0,
    async markUsed(id, at) {
      setUsed.run(at, id);
    },
    close: async () => database.close(),
  };
}

function toStoredToken(row: unknown): StoredToken {
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
