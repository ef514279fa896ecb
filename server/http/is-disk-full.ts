/** SQLITE_FULL, https://sqlite.org/rescode.html#full */
const SQLITE_FULL = 13;

const CODES: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/** Whether an error, or one of its causes, says that a disk or a quota is full. */
export function isDiskFull(error: unknown): boolean {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1) {
    if ('code' in each && CODES.includes(each.code)) return true;
    if ('errcode' in each && typeof each.errcode === 'number' && (each.errcode & 0xff) === SQLITE_FULL)
      return true;
  }
  return false;
}
