import type { HistoryOutcome } from '../lib/core/history-row.ts';
import type { GlyphName } from './glyph.tsx';

/** The glyph that an outcome is shown with. */
export function outcomeGlyph(outcome: HistoryOutcome): GlyphName {
  switch (outcome) {
    case 'failed':
    case 'withheld':
    case 'needs-bytes':
      return 'not-scanned';
    default:
      return outcome;
  }
}
