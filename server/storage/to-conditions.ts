import type { ScanFilter } from './scan-store.ts';

/** What a row of `scans` has to meet, as the left side of a comparison in SQL and its value. */
export function toConditions(filter: ScanFilter): [sql: string, value: number | string][] {
  const all: [string, number | string | null][] = [
    ['created_at >=', filter.from],
    ['created_at <', filter.until],
    ['created_at <', filter.before],
    ['origin =', filter.origin],
    ['verdict =', filter.verdict],
  ];
  return all.flatMap(([sql, value]) => (value === null ? [] : [[sql, value]]));
}
