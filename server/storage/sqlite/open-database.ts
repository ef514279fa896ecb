import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ServiceError } from '../../errors.ts';
import { makePrivateFile } from '../make-private-file.ts';
import { toFirstScanNumber } from '../scan-names.ts';

/** One entry a version; `user_version` counts those that were applied. Entries are frozen once released. */
const MIGRATIONS = [
  `CREATE TABLE scans (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     full_scan_id TEXT NOT NULL UNIQUE,
     origin TEXT NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('queued', 'fetching', 'scanning', 'finished')),
     created_at INTEGER NOT NULL UNIQUE,
     finished_at INTEGER,
     name TEXT,
     sample_id TEXT,
     link TEXT,
     sha1 TEXT,
     sha256 TEXT,
     size INTEGER,
     file_type TEXT,
     engine_attempts INTEGER NOT NULL DEFAULT 0,
     verdict TEXT,
     confidence INTEGER,
     sub_verdict TEXT,
     engines TEXT NOT NULL DEFAULT '[]',
     evidence TEXT NOT NULL DEFAULT '[]'
   ) STRICT;
   CREATE INDEX scans_unfinished ON scans (id) WHERE state <> 'finished';
   CREATE INDEX scans_by_verdict ON scans (verdict, created_at);`,
  `ALTER TABLE scans ADD COLUMN kind TEXT NOT NULL DEFAULT 'file' CHECK (kind IN ('file', 'url'));
   ALTER TABLE scans ADD COLUMN path TEXT;
   ALTER TABLE scans ADD COLUMN storage TEXT;
   ALTER TABLE scans ADD COLUMN file_password TEXT;
   ALTER TABLE scans ADD COLUMN user_agent TEXT;
   ALTER TABLE scans ADD COLUMN original_file_path TEXT;
   ALTER TABLE scans ADD COLUMN sub_origin TEXT;
   ALTER TABLE scans ADD COLUMN callback_params TEXT;
   CREATE TABLE callbacks (
     scan_id INTEGER PRIMARY KEY REFERENCES scans (id),
     url TEXT NOT NULL,
     -- Origin of the address: what may be busy, slow or down as one.
     receiver TEXT NOT NULL,
     headers TEXT NOT NULL,
     attempts INTEGER NOT NULL DEFAULT 0,
     -- Epoch ms of the next try; null while the scan runs, and once the callback was accepted or given up.
     next_at INTEGER,
     -- Epoch ms of the first try, from which the day of tries counts.
     first_at INTEGER,
     -- Epoch ms of the end, and how it ended.
     ended_at INTEGER,
     outcome TEXT CHECK (outcome IN ('accepted', 'given_up'))
   ) STRICT;
   CREATE INDEX callbacks_due ON callbacks (next_at) WHERE next_at IS NOT NULL;`,
] as const;

/**
 * Opens (or makes) the scan database in the folder `dataDir` and brings its schema up to date.
 * @throws ServiceError when the file is no database of the service, or of a newer version of it.
 */
export function openDatabase(dataDir: string): DatabaseSync {
  const file = join(dataDir, 'scans.sqlite');
  let database: DatabaseSync | null = null;
  try {
    // SQLite gives its other files the rights of this one. Those of an older version may be there already.
    makePrivateFile(file);
    for (const log of [`${file}-wal`, `${file}-shm`].filter(existsSync)) makePrivateFile(log);
    database = new DatabaseSync(file, { timeout: 5_000 });
    prepare(database);
    // From here on the waiting is the caller's: this one would hold up all requests.
    database.exec('PRAGMA busy_timeout = 100');
    return database;
  } catch (cause) {
    database?.close();
    if (cause instanceof ServiceError) throw cause;
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new ServiceError(
      'database',
      `${file} cannot be used as the database: ${words}. Move it away, or choose another folder with --data.`,
      { cause },
    );
  }
}

function prepare(database: DatabaseSync): void {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
  // A finished scan's link may hold credentials; what is deleted must not stay readable in free pages.
  database.exec('PRAGMA secure_delete = ON;');
  migrate(database);
  // What a killed service deleted may still stand in the log of changes.
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

function migrate(database: DatabaseSync): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (version > MIGRATIONS.length) {
    throw new ServiceError(
      'database_too_new',
      `The data folder is of version ${version}, newer than this service.`,
    );
  }
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index < version) continue;
    const seed = index === 0 ? toFirstNumber() : '';
    database.exec(`BEGIN IMMEDIATE; ${sql} ${seed} PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}

function toFirstNumber(): string {
  return `INSERT INTO sqlite_sequence (name, seq) VALUES ('scans', ${toFirstScanNumber()});`;
}
