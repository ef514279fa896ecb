/**
 * Why a scan could not go on. The words for people are looked up by these codes.
 * They are stored with the scans: a code may be added, but never renamed or taken away.
 */
export const PROBLEMS = [
  'not-connected',
  // Nobody has agreed yet that anything is sent.
  'no-consent',
  // Somebody is to say whether the bytes of a document may be sent.
  'ask-first',
  // No answer came.
  'unreachable',
  'connection-refused',
  'connection-lost',
  'dns-failed',
  'tls-failed',
  'timed-out',
  // The server refused.
  'refused',
  'unauthorized',
  'forbidden',
  'wrong-address',
  'not-supported',
  'conflict',
  'too-large',
  'rate-limited',
  'server-error',
  // An answer came that is none of this API.
  'redirected',
  'web-page',
  'not-json',
  'empty-answer',
  'cut-answer',
  'answer-too-long',
  'unexpected-answer',
  // The bytes that were staged for it are gone.
  'bytes-missing',
  // Nobody could get at the bytes that it needed.
  'no-bytes',
  // The scan itself came to nothing.
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
    case 'connection-refused':
    case 'connection-lost':
    case 'dns-failed':
    case 'timed-out':
    case 'rate-limited':
    case 'server-error':
    case 'cut-answer':
      return 'again';
    case 'tls-failed':
    case 'wrong-address':
    case 'not-supported':
    case 'redirected':
    case 'web-page':
    case 'not-json':
    case 'empty-answer':
    case 'answer-too-long':
    case 'unexpected-answer':
      // A scan that has been accepted outlives a captive portal or a proxy's error page.
      return phase === 'poll' ? 'again' : 'person';
    case 'conflict':
      // To a submission it says that the server has it already; to a question, that it is busy with the scan.
      return phase === 'poll' ? 'again' : 'final';
    case 'not-connected':
    case 'no-consent':
    case 'ask-first':
    case 'unauthorized':
    case 'forbidden':
      return 'person';
    case 'refused':
    case 'too-large':
    case 'bytes-missing':
    case 'no-bytes':
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
  switch (problem) {
    // The request went out, and what the server made of it is not known.
    case 'connection-lost':
    case 'timed-out':
    case 'server-error':
    // The server said that it succeeded, in an answer that can't be read.
    case 'not-json':
    case 'empty-answer':
    case 'cut-answer':
    case 'answer-too-long':
    case 'unexpected-answer':
    // The server has something like it, maybe from an earlier try whose answer was lost.
    case 'conflict':
      return true;
    // Somebody else answered: a captive portal, a proxy, another site.
    case 'web-page':
    case 'redirected':
    case 'wrong-address':
    case 'not-connected':
    case 'no-consent':
    case 'ask-first':
    // Browsers do not tell a connection that broke from one that was never made. Nearly always it is the latter.
    case 'unreachable':
    case 'connection-refused':
    case 'dns-failed':
    case 'tls-failed':
    case 'refused':
    case 'unauthorized':
    case 'forbidden':
    case 'not-supported':
    case 'too-large':
    case 'rate-limited':
    case 'bytes-missing':
    case 'no-bytes':
    case 'unknown-scan':
    case 'no-verdict':
      return false;
  }
}
