import type { CallbackStore } from './callback-store.ts';
import type { ScanStore } from './scan-store.ts';

/** The scanner's database, open. */
export type RowStore = {
  scans: ScanStore;
  callbacks: CallbackStore;
  /** Rejects where the database cannot be reached, at the latest after half a minute. */
  check: () => Promise<void>;
  /** Gives back what it holds; nothing may be under way any more. */
  close: () => Promise<void>;
};
