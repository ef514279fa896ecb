/**
 * The integer that an id of a scan stands for: the integer itself, or the first part of an id such as
 * `94824_1_<uuid>_<yyyymmdd>`. Undefined where it stands for none.
 */
export function toScanNumber(id: string | number | null | undefined): number | undefined {
  const first = String(id ?? '').split('_')[0] ?? '';
  const number = /^\d+$/.test(first) ? Number(first) : undefined;
  return Number.isSafeInteger(number) ? number : undefined;
}
