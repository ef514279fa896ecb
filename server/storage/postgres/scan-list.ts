import { toScanRecord } from '../scan-record.ts';
import type { ScanFilter, ScanStore } from '../scan-store.ts';
import { toConditions } from '../to-conditions.ts';
import type { Database } from './create-database.ts';

/** The part of the store that lists. */
export function createScanList(run: Database): Pick<ScanStore, 'list' | 'count'> {
  return {
    list: async (filter, limit) => {
      const { where, values } = toWhere(filter);
      const sql = `SELECT * FROM scans ${where} ORDER BY created_at DESC LIMIT $${values.length + 1}`;
      return (await run(sql, [...values, limit])).map(toScanRecord);
    },
    count: async (filter) => {
      const { where, values } = toWhere({ ...filter, before: null });
      const [row] = await run(`SELECT count(*) AS n FROM scans ${where}`, values);
      return Number(row?.n ?? 0);
    },
  };
}

function toWhere(filter: ScanFilter): { where: string; values: (number | string)[] } {
  const conditions = toConditions(filter);
  const sql = conditions.map(([comparison], index) => `${comparison} $${index + 1}`).join(' AND ');
  return { where: sql === '' ? '' : `WHERE ${sql}`, values: conditions.map(([, value]) => value) };
}
