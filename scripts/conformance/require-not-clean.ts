import type { Run } from './create-run.ts';
import { requireThat } from './require-that.ts';

/** What was not scanned may end in any way but one. */
export async function requireNotClean({ scans }: Run, id: number, what: string): Promise<void> {
  const scan = await scans.untilDone(id);
  requireThat(scan.verbose_verdict !== 'CLN', `${what}: the verdict is CLN, though nothing was scanned.`);
}
