/** Kinds of errors, https://sqlite.org/rescode.html */
const KINDS = { busy: 5, full: 13 } as const;

/** Whether an error is one of SQLite's, of that kind: the low byte of its code. */
export function isSqliteError(error: unknown, kind: keyof typeof KINDS): boolean {
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return false;
  return (error.errcode & 0xff) === KINDS[kind];
}
