import type { ScanAnswer } from './answers.ts';

/**
 * The integer that a scan's own ids stand for: the integer itself, or the first part of an id such as
 * `94824_1_<uuid>_<yyyymmdd>`. Undefined where they stand for none.
 */
export function ownScanNumber({ id, full_scan_id }: ScanAnswer): number | undefined {
  return toScanNumber(id) ?? toScanNumber(full_scan_id);
}

/** The integer of the scan that started this one; of most scans, their own. */
export function rootScanNumber({ root_scan_id }: ScanAnswer): number | undefined {
  return toScanNumber(root_scan_id);
}

function toScanNumber(id: string | number | null | undefined): number | undefined {
  const first = String(id ?? '').split('_')[0] ?? '';
  const number = /^\d+$/.test(first) ? Number(first) : undefined;
  return Number.isSafeInteger(number) ? number : undefined;
}
