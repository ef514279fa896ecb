import type { ScanRecord } from '../storage/scan-record.ts';
import { toWireScan } from './to-wire-scan.ts';

/** Bytes of JSON on one page of the list: callers read answers up to a few megabytes only. */
const MAX_BYTES = 2_000_000;

/** The first rows that one page has room for; at least one, so that a reader of pages always gets on. */
export function takeRows(rows: readonly ScanRecord[]): ScanRecord[] {
  let bytes = 0;
  const end = rows.findIndex((row, index) => {
    bytes += Buffer.byteLength(JSON.stringify(toWireScan(row)));
    return index > 0 && bytes > MAX_BYTES;
  });
  return end === -1 ? [...rows] : rows.slice(0, end);
}
