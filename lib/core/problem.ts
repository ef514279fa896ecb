/** Why a scan could not go on. The words for people are looked up by these codes. */
export const PROBLEMS = [
  'not-connected',
  'unreachable',
  'timed-out',
  'unauthorized',
  'wrong-address',
  'unexpected-answer',
  'rate-limited',
  'server-error',
  'refused',
  'too-large',
  'unknown-scan',
  'no-verdict',
] as const;

export type Problem = (typeof PROBLEMS)[number];

/** What a scan was about to do when the problem came up. */
export type Phase = 'submit' | 'poll';

/**
 * What follows from a problem:
 * `again` – it passes by itself, so it is tried again after a while;
 * `person` – somebody must change something (token, address) or ask for it again;
 * `final` – the server's answer will not change.
 */
export type Disposition = 'again' | 'person' | 'final';

/** Tells what follows from a problem in the given phase. */
export function dispositionOf(problem: Problem, phase: Phase): Disposition {
  switch (problem) {
    case 'unreachable':
    case 'timed-out':
    case 'rate-limited':
    case 'server-error':
      return 'again';
    case 'wrong-address':
    case 'unexpected-answer':
      // A scan that has been accepted outlives a captive portal or a proxy's error page.
      return phase === 'poll' ? 'again' : 'person';
    case 'not-connected':
    case 'unauthorized':
      return 'person';
    case 'refused':
    case 'too-large':
    case 'unknown-scan':
    case 'no-verdict':
      return 'final';
  }
}

/**
 * Tells whether a submission that ended in this problem may have been accepted all the same,
 * so that sending it again may scan it twice.
 */
export function mayHaveBeenAccepted(problem: Problem): boolean {
  return problem === 'timed-out' || problem === 'unexpected-answer' || problem === 'server-error';
}
