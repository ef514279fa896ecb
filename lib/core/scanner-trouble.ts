import type { Problem } from './problem.ts';
import type { Scan } from './scan.ts';

/** What may be the matter with the scanner, the gravest first: what a person must mend, then what passes by itself. */
const TROUBLES = ['token-refused', 'unreachable', 'rate-limited', 'other'] as const;

/** `other`: the row of the scan says what. */
export type ScannerTrouble = (typeof TROUBLES)[number];

/**
 * The gravest trouble of the scans under way. Where none is under way, a token that the newest scan at rest was refused
 * for counts as well: a refusal may end a scan, and the next one will fare no better. It holds until another scan ends.
 * @param newest the newest scan at rest
 * @param server the address of the scanner that is connected: what another one refused tells nothing of this one
 */
export function toScannerTrouble(
  active: readonly (Scan | undefined)[],
  newest: Scan | undefined,
  server: string | null,
): ScannerTrouble | undefined {
  const found = new Set(active.map((scan) => toTrouble(scan?.problem)));
  const gravest = TROUBLES.find((trouble) => found.has(trouble));
  if (gravest !== undefined || active.length > 0) return gravest;
  const isRefused = newest?.state === 'failed' && toTrouble(newest.problem) === 'token-refused';
  return isRefused && (newest.server ?? server) === server ? 'token-refused' : undefined;
}

function toTrouble(problem: Problem | undefined): ScannerTrouble | undefined {
  switch (problem) {
    case undefined:
      return undefined;
    case 'unauthorized':
    case 'forbidden':
      return 'token-refused';
    case 'unreachable':
    case 'connection-refused':
    case 'connection-lost':
    case 'dns-failed':
    case 'tls-failed':
    case 'timed-out':
      return 'unreachable';
    case 'rate-limited':
      return 'rate-limited';
    default:
      return 'other';
  }
}
