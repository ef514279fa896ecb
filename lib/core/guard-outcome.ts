import { isLocked } from './is-locked.ts';
import { isAnotherPage } from './is-not-the-file.ts';
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
  /** The guard may still get at the bytes that the scan needs. */
  mayGetBytes: boolean;
  /** What the browser says of the bytes that it delivers. */
  delivered?: DeliveredFacts | undefined;
};

export type DeliveredFacts = {
  /** Bytes. */
  size?: number | undefined;
  /** MIME type, or '' where the browser does not know. */
  type?: string | undefined;
  /** All bytes are in: what is told will not change. */
  isFinal: boolean;
};

/**
 * What came of a scan; undefined while its verdict is awaited and is not late.
 * @param scan undefined where there is no such scan (any more): without it there will be no verdict
 */
export function toGuardOutcome(scan: Scan | undefined, facts: OutcomeFacts): GuardOutcome | undefined {
  if (scan === undefined) return { kind: 'failed', problem: 'unknown-scan' };
  switch (scan.state) {
    case 'done':
      return toVerdictOutcome(scan, facts);
    case 'failed':
      return toFailure(scan.problem);
    case 'withheld':
      return toWithheld(scan.withheld);
    case 'needs-bytes':
      return facts.mayGetBytes ? toLateness(facts) : { kind: 'no-bytes' };
    case 'waiting-to-submit':
    case 'waiting-to-poll':
      // It goes on as soon as somebody answers: until then it is late at most.
      if (scan.problem === 'ask-first') return toLateness(facts);
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

function toFailure(problem: Problem = 'no-verdict'): GuardOutcome {
  if (problem === 'too-large') return { kind: 'too-large' };
  return problem === 'no-bytes' ? { kind: 'no-bytes' } : { kind: 'failed', problem };
}

function toWithheld(reason: WithheldReason = 'unsupported-scheme'): GuardOutcome {
  return reason === 'too-large' ? { kind: 'too-large' } : { kind: 'withheld', reason };
}

/**
 * "Malicious" stands whatever else is known: a link that gave the scanner malware is no place to have a file from.
 * A scanner that says "clean" of an archive which it could not open has not seen what is in it.
 */
function toVerdictOutcome(scan: Scan, facts: OutcomeFacts): GuardOutcome | undefined {
  const { verdict = 'unknown', sample } = scan;
  if (verdict === 'malicious') return { kind: 'verdict', verdict };
  const { delivered, deliveredSha256 } = facts;
  const scanned = sample?.sha256;
  // Once the file is handed over, our own copy is gone: what was sent of it is still known.
  const expected = deliveredSha256 ?? sentSha256(scan);
  if (scanned !== undefined && expected !== undefined && scanned !== expected)
    return { kind: 'different-file' };
  if (scanned === undefined || deliveredSha256 === undefined) {
    const isOther = delivered !== undefined && isOfOtherBytes(scan, delivered);
    // What the browser says may change until the last byte is in.
    if (isOther) return delivered.isFinal ? { kind: 'different-file' } : toLateness(facts);
  }
  return isLocked(scan) ? { kind: 'encrypted' } : { kind: 'verdict', verdict };
}

function sentSha256({ route, stagedSha256 }: Scan): string | undefined {
  return route === 'bytes' ? stagedSha256 : undefined;
}

/** Without two hashes, size and type tell whether something that was found harmless is the file that was delivered. */
function isOfOtherBytes({ verdict, sample, name }: Scan, { size, type }: DeliveredFacts): boolean {
  if (verdict !== 'clean' && verdict !== 'unknown') return false;
  const isOtherSize = sample?.size !== undefined && size !== undefined && sample.size !== size;
  return isOtherSize || isAnotherPage({ name, type }, sample);
}
