import { isSqliteError } from '../storage/sqlite/is-sqlite-error.ts';

const CODES: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/** Whether an error, or one of its causes, says that a disk or a quota is full. */
export function isDiskFull(error: unknown): boolean {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1) {
    if ('code' in each && CODES.includes(each.code)) return true;
    if (isSqliteError(each, 'full')) return true;
  }
  return false;
}
