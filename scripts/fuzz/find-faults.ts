import type { ScanOutcome } from '../../server/storage/scan-store.ts';

/** What must not be in an outcome, whatever the input: a verdict without its reason, or none without one. */
export function findFaults({ verdict, evidence }: ScanOutcome): string[] {
  const reasons = evidence.filter((entry) => entry.verdict === verdict && entry.description !== '');
  const faults: string[] = [];
  if (verdict !== 'CLN' && reasons.length === 0) faults.push(`${verdict} without evidence`);
  if (verdict === 'CLN' && evidence.length > 0) faults.push('clean in spite of its evidence');
  return faults;
}
