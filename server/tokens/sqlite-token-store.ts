import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ServiceError } from '../errors.ts';
import { makePrivateFile } from '../storage/make-private-file.ts';
import { toStoredToken, toTokenValues } from './token-row.ts';
import type { TokenStore } from './token-store.ts';

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

/**
 * Tokens in `tokens.sqlite` of the data folder, a file of its own, which is not locked: commands write to it while the
 * scanner runs. Each waits for the other, some milliseconds (https://sqlite.org/wal.html).
 * @throws ServiceError where the file cannot be used.
 */
export function openSqliteTokenStore(dataDir: string): TokenStore {
  const database = openTokens(join(dataDir, 'tokens.sqlite'));
  const insertRow = database.prepare(
    'INSERT INTO tokens (id, name, scopes, rate, created_at, expires_at, digest) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const byId = database.prepare('SELECT * FROM tokens WHERE id = ?');
  const all = database.prepare('SELECT * FROM tokens ORDER BY created_at, id');
  const setRevoked = database.prepare('UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL');
  const setUsed = database.prepare('UPDATE tokens SET last_used_at = ? WHERE id = ?');
  return {
    async insert({ record, digest }) {
      insertRow.run(...toTokenValues(record), digest);
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

function openTokens(file: string): DatabaseSync {
  let database: DatabaseSync | null = null;
  try {
    makePrivateFile(file);
    database = new DatabaseSync(file, { timeout: 2_000 });
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${SCHEMA}`);
    return database;
  } catch (cause) {
    database?.close();
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new ServiceError(
      'tokens',
      `${file} cannot be used for the tokens: ${words}. The scanner and its commands have to run as the same user.`,
      { cause },
    );
  }
}
