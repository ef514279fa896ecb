import { randomInt } from 'node:crypto';

/** Whether a caller names a scan by its number, rather than by its `full_scan_id`. */
export const isScanNumber = (id: string): boolean => /^\d{1,15}$/.test(id);

/**
 * A scan's long name, `<number>_1_<uuid>_<yyyymmdd>`.
 * @param createdAt epoch milliseconds.
 */
export function toFullScanId(id: number, uuid: string, createdAt: number): string {
  const day = new Date(createdAt).toISOString().slice(0, 10).replaceAll('-', '');
  return `${id}_1_${uuid}_${day}`;
}

/**
 * Where the numbers of a new database begin: anywhere. A caller who still knows a number from another one must not be
 * answered with somebody else's scan.
 */
export const toFirstScanNumber = (): number => randomInt(1_000_000, 2 ** 40);
