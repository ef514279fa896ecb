/**
 * The life of a scan as a table: state → event → next state. A move that is not listed throws.
 * ARCHITECTURE.md draws the same table, and a test compares the two.
 */
export const SCAN_MACHINE = {
  /** Recorded, not yet sent. */
  queued: {
    start: 'submitting',
    postpone: 'waiting-to-submit',
    withhold: 'withheld',
    finish: 'done',
    'answer-from-history': 'done',
  },
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
    'need-bytes': 'needs-bytes',
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
    'need-bytes': 'needs-bytes',
  },
  /** The result could not be asked for. Goes on like `waiting-to-submit`. */
  'waiting-to-poll': { retry: 'polling' },
  /**
   * The scanner can't get at the bytes: only this browser has them (`blob:`, `data:`), or the link was no way to them.
   * It goes on once somebody stages them.
   */
  'needs-bytes': { supply: 'queued', refuse: 'failed' },
  /** Kept from the scanner by a rule. A person may ask again after changing the connection. */
  withheld: { retry: 'queued', 'need-bytes': 'needs-bytes' },
  /** Ended with a verdict: of a link, maybe one on other bytes than the browser got. */
  done: { 'need-bytes': 'needs-bytes', unlock: 'queued', rescan: 'queued' },
  /** Ended without a verdict. A person may ask again. */
  failed: { retry: 'queued', 'need-bytes': 'needs-bytes' },
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
