import type { CallbackStore } from './callback-store.ts';
import type { ScanStore } from './scan-store.ts';

/** The scanner's database, open. `close` gives back what it holds; nothing may be under way any more. */
export type RowStore = { scans: ScanStore; callbacks: CallbackStore; close: () => Promise<void> };
