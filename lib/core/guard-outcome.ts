import type { Problem } from './problem.ts';
import type { Scan, WithheldReason } from './scan.ts';
import type { Verdict } from './verdict.ts';

/** What came of a scan, as far as it decides the fate of a file. */
export type GuardOutcome =
  | { kind: 'verdict'; verdict: Verdict }
  /** It was opened only in part, or not at all, for want of a password. */
  | { kind: 'encrypted' }
  /** There is a verdict, but on other bytes than those that were delivered. */
  | { kind: 'different-file' }
  | { kind: 'too-large' }
  /** It ended without a verdict, or goes no further until a person acts. */
  | { kind: 'failed'; problem: Problem }
  | { kind: 'withheld'; reason: WithheldReason }
  /** The scan needs bytes that nobody could get at. */
  | { kind: 'no-bytes' }
  | { kind: 'time-limit' };

export type OutcomeFacts = {
  /** Milliseconds since 1970. */
  now: number;
  /** From when on the verdict is late. Milliseconds since 1970. */
  limitAt: number;
  /** Hash of the bytes that were delivered, where known. Lower-case hex. */
  deliveredSha256?: string | undefined;
};

/** Evidence by which the local scanner names what it could not open. */
const ENCRYPTED = /^encrypted$/i;

/**
 * What came of a scan; undefined while its verdict is awaited and is not late.
 * @param scan undefined where there is no such scan (any more): without it there will be no verdict
 */
export function toGuardOutcome(scan: Scan | undefined, facts: OutcomeFacts): GuardOutcome | undefined {
  if (scan === undefined) return { kind: 'failed', problem: 'unknown-scan' };
  switch (scan.state) {
    case 'done':
      return toVerdictOutcome(scan, facts.deliveredSha256);
    case 'failed':
      return scan.problem === 'too-large'
        ? { kind: 'too-large' }
        : { kind: 'failed', problem: scan.problem ?? 'no-verdict' };
    case 'withheld':
      return { kind: 'withheld', reason: scan.withheld ?? 'unsupported-scheme' };
    case 'needs-bytes':
      return { kind: 'no-bytes' };
    case 'waiting-to-submit':
    case 'waiting-to-poll':
      if (scan.dueAt === undefined) return { kind: 'failed', problem: scan.problem ?? 'not-connected' };
      return toLateness(facts);
    case 'queued':
    case 'submitting':
    case 'polling':
      return toLateness(facts);
  }
}

function toLateness({ now, limitAt }: OutcomeFacts): GuardOutcome | undefined {
  return now >= limitAt ? { kind: 'time-limit' } : undefined;
}

/**
 * "Malicious" stands whatever else is known: a link that gave the scanner malware is no place to have a file from.
 * A scanner that says "clean" of an archive which it could not open has not seen what is in it.
 */
function toVerdictOutcome(scan: Scan, deliveredSha256: string | undefined): GuardOutcome {
  const { verdict = 'unknown', evidence = [], sample } = scan;
  if (verdict === 'malicious') return { kind: 'verdict', verdict };
  const scanned = sample?.sha256;
  const isOther = scanned !== undefined && deliveredSha256 !== undefined && scanned !== deliveredSha256;
  if (isOther) return { kind: 'different-file' };
  const isUnseen = verdict === 'clean' || verdict === 'unknown';
  if (isUnseen && evidence.some(({ name }) => ENCRYPTED.test(name))) return { kind: 'encrypted' };
  return { kind: 'verdict', verdict };
}
