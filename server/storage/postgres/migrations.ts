import { toFirstScanNumber } from '../scan-names.ts';

/**
 * One entry a version of the schema; those that were applied are counted in `scanner_schema`. Entries are frozen once
 * released. The tables are those of the embedded database (`../sqlite/open-database.ts`), and what scanners share.
 */
export const MIGRATIONS: readonly (() => string)[] = [
  () => `
    CREATE SEQUENCE scan_numbers START ${toFirstScanNumber()};
    CREATE TABLE scans (
      id BIGINT PRIMARY KEY,
      full_scan_id TEXT NOT NULL UNIQUE,
      origin TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('queued', 'fetching', 'scanning', 'finished')),
      created_at BIGINT NOT NULL UNIQUE,
      finished_at BIGINT,
      name TEXT,
      sample_id TEXT,
      link TEXT,
      sha1 TEXT,
      sha256 TEXT,
      size BIGINT,
      file_type TEXT,
      engine_attempts INTEGER NOT NULL DEFAULT 0,
      verdict TEXT,
      confidence INTEGER,
      sub_verdict TEXT,
      engines TEXT NOT NULL DEFAULT '[]',
      evidence TEXT NOT NULL DEFAULT '[]',
      kind TEXT NOT NULL CHECK (kind IN ('file', 'url')),
      path TEXT,
      storage TEXT,
      file_password TEXT,
      user_agent TEXT,
      original_file_path TEXT,
      sub_origin TEXT,
      -- JSON to the letter of its numbers, which JSONB would write its own way.
      callback_params TEXT,
      -- The scanner that it came to, and then that which last gave it to its engines.
      scanner TEXT NOT NULL
    );
    CREATE INDEX scans_unfinished ON scans (created_at) WHERE state <> 'finished';
    CREATE INDEX scans_by_verdict ON scans (verdict, created_at);
    -- One row: the newest time of submission. Whoever submits holds it until the scan can be seen.
    CREATE TABLE submission_clock (newest BIGINT NOT NULL);
    INSERT INTO submission_clock VALUES (0);
    CREATE TABLE callbacks (
      scan_id BIGINT PRIMARY KEY REFERENCES scans (id),
      url TEXT NOT NULL,
      receiver TEXT NOT NULL,
      headers TEXT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      next_at BIGINT,
      first_at BIGINT,
      ended_at BIGINT,
      outcome TEXT CHECK (outcome IN ('accepted', 'given_up')),
      -- The scanner that is sending it, and until when it is left alone by others: by this server's clock.
      leased_by TEXT,
      leased_until TIMESTAMPTZ
    );
    CREATE INDEX callbacks_due ON callbacks (next_at) WHERE next_at IS NOT NULL;`,
  () => `
    CREATE TABLE tokens (
      id TEXT PRIMARY KEY,
      -- SHA-256 of the token's text.
      digest BYTEA NOT NULL,
      name TEXT NOT NULL,
      scopes TEXT NOT NULL,
      rate TEXT,
      created_at BIGINT NOT NULL,
      expires_at BIGINT,
      revoked_at BIGINT,
      last_used_at BIGINT
    );`,
];
