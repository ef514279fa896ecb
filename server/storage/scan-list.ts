import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { VerdictCode } from '../../lib/api/wire.ts';
import { type ScanRecord, toScanRecord } from './scan-record.ts';

/** Filters of the list. Times are epoch milliseconds: `from` inclusive, `until` and `before` exclusive. */
export type ScanFilter = {
  from: number | null;
  until: number | null;
  before: number | null;
  origin: string | null;
  verdict: VerdictCode | null;
};

/** The part of the store that lists. */
export function createScanList(database: DatabaseSync) {
  /** Newest first, at most `limit`. */
  function list(filter: ScanFilter, limit: number): ScanRecord[] {
    const { where, values } = toWhere(filter);
    const rows = database.prepare(`SELECT * FROM scans ${where} ORDER BY created_at DESC LIMIT ?`);
    return rows.all(...values, limit).map(toScanRecord);
  }

  /** Scans that match on all pages, whatever the cursor. */
  function count(filter: ScanFilter): number {
    const { where, values } = toWhere({ ...filter, before: null });
    return Number(database.prepare(`SELECT count(*) AS n FROM scans ${where}`).get(...values)?.n ?? 0);
  }

  return { list, count };
}

function toWhere(filter: ScanFilter): { where: string; values: SQLInputValue[] } {
  const conditions: [string, SQLInputValue][] = [];
  if (filter.from !== null) conditions.push(['created_at >= ?', filter.from]);
  if (filter.until !== null) conditions.push(['created_at < ?', filter.until]);
  if (filter.before !== null) conditions.push(['created_at < ?', filter.before]);
  if (filter.origin !== null) conditions.push(['origin = ?', filter.origin]);
  if (filter.verdict !== null) conditions.push(['verdict = ?', filter.verdict]);
  if (conditions.length === 0) return { where: '', values: [] };
  const where = `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`;
  return { where, values: conditions.map(([, value]) => value) };
}
