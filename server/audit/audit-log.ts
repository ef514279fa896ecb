import { appendFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * One thing that somebody did. No contents, no file names (they say as much as contents may), and of a link only what
 * `toSafeUrl` leaves.
 */
export type AuditEntry = {
  action: 'submit-file' | 'submit-link' | 'submit-path' | 'submit-page' | 'token-created' | 'token-revoked';
  token: { id: string; name: string };
  /** Of the request, as the answer and the log have it. */
  requestId?: string;
  remoteAddress?: string;
  scanId?: number;
  sha256?: string | null;
  /** Bytes. */
  size?: number | null;
  /** Of a link or a page: without credentials, query and fragment. */
  address?: string | null;
  storage?: string | null;
  scopes?: readonly string[];
  expiresAt?: string | null;
};

export type AuditLog = ReturnType<typeof createAuditLog>;

const NAME = /^audit-(\d{4}-\d{2}-\d{2})\.jsonl$/;
const DAY_MS = 86_400_000;

/**
 * Who did what, as lines of JSON in `audit/audit-YYYY-MM-DD.jsonl` of the data folder: one file a day, in UTC, which is only
 * appended to. Files rather than rows: whatever ships logs can read them, and what is old is removed with one call.
 */
export function createAuditLog(dataDir: string, now: () => number) {
  const folder = join(dataDir, 'audit');
  const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

  /** Appends a line; one call of the system, so that lines of several processes do not mix. @throws the system's error */
  async function write(entry: AuditEntry): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const line = JSON.stringify({ at: new Date(now()).toISOString(), ...entry });
    await appendFile(join(folder, `audit-${dayOf(now())}.jsonl`), `${line}\n`, { mode: 0o600 });
  }

  /** Removes what is older than `days` whole days. */
  async function prune(days: number): Promise<void> {
    const oldest = dayOf(now() - days * DAY_MS);
    const files = await readdir(folder).catch(() => []);
    const old = files.filter((name) => (NAME.exec(name)?.[1] ?? oldest) < oldest);
    await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
  }

  return { write, prune };
}
