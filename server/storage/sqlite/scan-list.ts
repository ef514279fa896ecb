import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { type ScanRecord, toScanRecord } from '../scan-record.ts';
import type { ScanFilter, ScanStore } from '../scan-store.ts';

/** The part of the store that lists. */
export function createScanList(database: DatabaseSync): Pick<ScanStore, 'list' | 'count'> {
  async function list(filter: ScanFilter, limit: number): Promise<ScanRecord[]> {
    const { where, values } = toWhere(filter);
    const rows = database.prepare(`SELECT * FROM scans ${where} ORDER BY created_at DESC LIMIT ?`);
    return rows.all(...values, limit).map(toScanRecord);
  }

  async function count(filter: ScanFilter): Promise<number> {
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
