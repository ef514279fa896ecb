import type { ScanAnswer } from './answers.ts';

/**
 * Tells whether an answer says of itself that it is not the one of this number: its own ids stand for others, or, where
 * they stand for none, that of the scan which started it.
 */
export function isAnotherScan({ id, full_scan_id, root_scan_id }: ScanAnswer, scanId: number): boolean {
  const own = toNumbers([id, full_scan_id]);
  const numbers = own.length > 0 ? own : toNumbers([root_scan_id]);
  return numbers.length > 0 && !numbers.includes(scanId);
}

/** Too large a number is one all the same: that of another scan. */
function toNumbers(ids: readonly (string | number | null | undefined)[]): number[] {
  return ids
    .map((id) => String(id ?? '').split('_')[0] ?? '')
    .filter((first) => /^\d+$/.test(first))
    .map(Number);
}
