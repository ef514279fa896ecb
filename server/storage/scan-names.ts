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
