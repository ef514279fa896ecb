/** A callback that is owed. `receiver` is the origin of `url`; `attempts` counts the tries before this one. */
export type DueCallback = {
  scan_id: number;
  url: string;
  receiver: string;
  headers: { [name: string]: string };
  attempts: number;
};

/** How often a callback was tried, this time included, and when first (epoch milliseconds). */
export type CallbackTries = { attempts: number; firstAt: number };

/** Which callbacks a scanner has no room for at the moment. */
export type CallbackFilter = {
  withoutScans: readonly number[];
  withoutReceivers: readonly string[];
  /** Only those that were never tried. */
  untried: boolean;
};

/**
 * The rows of callbacks once their scans are finished; `ScanStore` writes them and makes them due. What a call wrote is
 * durable when its promise resolves; where it rejects, nothing of it was written.
 */
export type CallbackStore = {
  /**
   * The callback that has been due for longest. Where scanners share the store it is this one's for a while: another
   * gets it only if this one does not postpone or end it by then.
   */
  claim: (filter: CallbackFilter) => Promise<DueCallback | null>;
  /**
   * When to claim again, in epoch milliseconds, after there was nothing; null where nothing can become due but by this
   * scanner itself.
   */
  nextClaimAt: (filter: CallbackFilter) => Promise<number | null>;
  /** Counts a try before it is made. The callback stays due, so that a process that dies in it makes it again. */
  markTried: (scanId: number) => Promise<CallbackTries>;
  /** @param until epoch milliseconds. */
  postpone: (scanId: number, until: number) => Promise<void>;
  /** Deletes headers, path and query too: they may be what opens the receiver's door. */
  end: (scanId: number, outcome: 'accepted' | 'given_up') => Promise<void>;
};
