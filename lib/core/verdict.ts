/** What Sluice says of a sample, in the words it shows. */
export const VERDICTS = ['clean', 'malicious', 'suspicious', 'restricted', 'spam', 'unknown'] as const;

export type Verdict = (typeof VERDICTS)[number];

/**
 * The vendor's `verbose_verdict` code as a verdict.
 * A code that is missing or not documented is "unknown", never "clean".
 */
export function toVerdict(code: string | null | undefined): Verdict {
  switch (code) {
    case 'CLN':
      return 'clean';
    case 'MAL':
      return 'malicious';
    case 'SUS':
      return 'suspicious';
    case 'BLK':
      return 'restricted';
    case 'SPM':
      return 'spam';
    default:
      return 'unknown';
  }
}
