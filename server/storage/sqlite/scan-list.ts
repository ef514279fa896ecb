import type { DatabaseSync } from 'node:sqlite';
import { type ScanRecord, toScanRecord } from '../scan-record.ts';
import type { ScanFilter, ScanStore } from '../scan-store.ts';
import { toConditions } from '../to-conditions.ts';

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

function toWhere(filter: ScanFilter): { where: string; values: (number | string)[] } {
  const conditions = toConditions(filter);
  const sql = conditions.map(([comparison]) => `${comparison} ?`).join(' AND ');
  return { where: sql === '' ? '' : `WHERE ${sql}`, values: conditions.map(([, value]) => value) };
}
