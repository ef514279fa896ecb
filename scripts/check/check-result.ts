/** What a check found. `report` is shown where it failed, its last line always. */
export type CheckResult = { ok: boolean; report: string };
