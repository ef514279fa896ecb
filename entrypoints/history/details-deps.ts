import type { GuardedActions } from '../../components/guarded.ts';
import type { Scan } from '../../lib/core/scan.ts';
import type { sendMessage } from '../../lib/platform/messages.ts';
import type { HoldStore } from '../../lib/storage/hold-store.ts';
import type { ScanChanges } from '../../lib/storage/scan-changes.ts';
import type { ScanStore } from '../../lib/storage/scan-store.ts';

export type DetailsDeps = {
  store: Pick<ScanStore, 'get'>;
  holds: Pick<HoldStore, 'get'>;
  changes: Pick<ScanChanges, 'subscribe'>;
  send: typeof sendMessage;
  openSettings: () => Promise<void>;
};

export type DetailsActions = GuardedActions & {
  onRetry: (scan: Scan) => void;
  onAllowBytes: (scan: Scan, isAllowed: boolean) => void;
  onOpenSettings: () => void;
  /** Rejects where it can't be scanned again. */
  onScanAgain: (scan: Scan) => Promise<void>;
};
