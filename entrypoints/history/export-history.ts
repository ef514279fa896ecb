import type { HistoryRow } from '../../lib/core/history-row.ts';
import type { Scan } from '../../lib/core/scan.ts';
import { toCsvLine } from '../../lib/core/to-csv-line.ts';
import type { ReadScans } from '../../lib/storage/scan-reader.ts';

/** How many scans are read at a time. */
const BATCH = 500;
/** Tells table programs that the file is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

const COLUMNS = [
  'id',
  'created',
  'finished',
  'name',
  'verdict',
  'host',
  'url',
  'sha256',
  'sha1',
  'size',
  'type',
  'source',
  'route',
  'file',
  'server',
] as const;

export type ExportFormat = 'csv' | 'json';

/** A file with the scans of these rows, in their order. Times are UTC. Reads in parts, however many there are. */
export async function exportHistory(
  rows: readonly HistoryRow[],
  format: ExportFormat,
  readScans: ReadScans,
): Promise<Blob> {
  const parts: string[] = [];
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  for (let start = 0; start < rows.length; start += BATCH) {
    const scans = await readScans(rows.slice(start, start + BATCH).map(({ id }) => id));
    for (const scan of scans)
      parts.push(format === 'csv' ? toLine(scan, rowOf.get(scan.id)) : toJson(scan, rowOf.get(scan.id)));
  }
  return format === 'csv'
    ? new Blob([BYTE_ORDER_MARK, toCsvLine(COLUMNS), ...parts], { type: 'text/csv' })
    : new Blob(['{"format":"sluice-history","version":1,"scans":[\n', parts.join(',\n'), '\n]}\n'], {
        type: 'application/json',
      });
}

function toJson(scan: Scan, row: HistoryRow | undefined): string {
  return JSON.stringify(row?.fate === undefined ? scan : { ...scan, fate: row.fate });
}

function toLine(scan: Scan, row: HistoryRow | undefined): string {
  const { id, createdAt, finishedAt, name, host, url, source, route, server, sample = {} } = scan;
  return toCsvLine([
    id,
    new Date(createdAt).toISOString(),
    finishedAt === undefined ? '' : new Date(finishedAt).toISOString(),
    name,
    row?.outcome ?? scan.verdict,
    host,
    url,
    sample.sha256 ?? scan.stagedSha256,
    sample.sha1,
    sample.size ?? scan.size,
    sample.type,
    source,
    route,
    row?.fate,
    server,
  ]);
}
