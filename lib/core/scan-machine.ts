/**
 * The life of a scan as a table: state → event → next state. A move that is not listed throws.
 * ARCHITECTURE.md draws the same table, and a test compares the two.
 */
export const SCAN_MACHINE = {
  /** Recorded, not yet sent. */
  queued: { start: 'submitting', postpone: 'waiting-to-submit', withhold: 'withheld', finish: 'done' },
  /**
   * The request is on its way. Found at start-up, it means that a worker died while sending. It ends here where a
   * server scans no pages: what it found in the page as a file stands.
   */
  submitting: {
    accept: 'polling',
    postpone: 'waiting-to-submit',
    refuse: 'failed',
    finish: 'done',
    interrupt: 'queued',
  },
  /** Could not be sent. Goes on by itself when due, else when a person asks or changes the connection. */
  'waiting-to-submit': { retry: 'queued' },
  /** The server has it; the result is asked for at each due time. A file that turns out to be a page is sent as one. */
  polling: {
    wait: 'polling',
    finish: 'done',
    'follow-page': 'queued',
    'change-server': 'queued',
    postpone: 'waiting-to-poll',
    refuse: 'failed',
  },
  /** The result could not be asked for. Goes on like `waiting-to-submit`. */
  'waiting-to-poll': { retry: 'polling' },
  /** The address leads to bytes that only this browser has (`blob:`, `data:`). */
  'needs-bytes': {},
  /** Kept from the scanner by a rule. A person may ask again after changing the connection. */
  withheld: { retry: 'queued' },
  /** Ended with a verdict. */
  done: {},
  /** Ended without a verdict. A person may ask again. */
  failed: { retry: 'queued' },
} as const satisfies Record<string, Record<string, string>>;

export type ScanState = keyof typeof SCAN_MACHINE;

export const SCAN_STATES: readonly ScanState[] = [
  'queued',
  'submitting',
  'waiting-to-submit',
  'polling',
  'waiting-to-poll',
  'needs-bytes',
  'withheld',
  'done',
  'failed',
];

/** Tells whether a scan in this state has come to rest: it is history, nothing is under way. */
export function isAtRest(state: ScanState): boolean {
  return state === 'done' || state === 'failed' || state === 'withheld' || state === 'needs-bytes';
}
