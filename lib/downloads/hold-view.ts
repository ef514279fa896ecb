import type { HoldEvent } from '../core/advance-hold.ts';
import type { GuardPolicy } from '../core/guard-policy.ts';
import type { Hold } from '../core/hold.ts';
import type { Scan } from '../core/scan.ts';
import type { SeenDownload } from '../core/seen-download.ts';

/** Everything that is known of a hold at the moment. */
export type HoldView = {
  hold: Hold;
  scan: Scan | undefined;
  /** The download that the hold follows. */
  download: SeenDownload | undefined;
  /** Our own one, which hands the staged copy over. */
  delivery: SeenDownload | undefined;
  policy: GuardPolicy;
  /** What the rules say of a name that is known only now. */
  judgement?: HoldEvent | undefined;
};
