import type { Hold } from '../lib/core/hold.ts';
import type { Scan } from '../lib/core/scan.ts';
import { toVisibleText } from '../lib/core/visible-text.ts';

/** A guarded download: its hold, and its scan, which it may have lost. */
export type Guarded = { hold: Hold; scan: Scan | undefined };

/** What a row needs to ask the background for. */
export type GuardedActions = {
  /** Settles when it is taken, rejects where it could not be. */
  onDecide: (hold: Hold, choice: 'keep' | 'remove') => Promise<unknown>;
  onUnlock: (locked: { id: string }, password: string) => Promise<unknown>;
};

/** A file's name for people. */
export function guardedName({ hold, scan }: Guarded): string {
  return toVisibleText(hold.name || (scan?.name ?? ''));
}
