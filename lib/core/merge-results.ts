import type { ScanResult } from './scan.ts';
import type { Verdict } from './verdict.ts';

/** The worse, the earlier. What nobody could tell is worse than what was found clean. */
const FROM_THE_WORST = [
  'malicious',
  'restricted',
  'suspicious',
  'spam',
  'unknown',
  'clean',
] as const satisfies readonly Verdict[];

/**
 * One result of two scans of one address, as a file and as a page: the worse verdict, the evidence of both, and the
 * sample of the later one where the server named it.
 */
export function mergeResults(earlier: ScanResult | undefined, later: ScanResult): ScanResult {
  if (earlier === undefined) return later;
  const verdict = FROM_THE_WORST.find((one) => one === earlier.verdict || one === later.verdict);
  return {
    verdict: verdict ?? 'unknown',
    evidence: [...earlier.evidence, ...later.evidence],
    sample: Object.keys(later.sample).length > 0 ? later.sample : earlier.sample,
  };
}
