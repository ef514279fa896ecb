/**
 * The life of a guarded download as a table: state → event → next state. A move that is not listed throws.
 * ARCHITECTURE.md draws the same table, and a test compares the two.
 *
 * Only `swapping` and `removing` take a file away from the browser: the first is reached with a complete copy of our
 * own only, the second by the policy or a person only.
 */
export const HOLD_MACHINE = {
  /** Known, and not held: the browser goes on with it as it likes. */
  observed: {
    hold: 'held',
    stage: 'observed',
    unstage: 'observed',
    swap: 'swapping',
    recover: 'staged',
    expose: 'observed',
    ask: 'observed',
    release: 'releasing',
    keep: 'keeping',
    remove: 'removing',
    lose: 'gone',
  },
  /** The browser waits for us, for as long as its window is open. Nothing stands under the file's own name. */
  held: {
    hold: 'held',
    stage: 'held',
    unstage: 'held',
    swap: 'swapping',
    park: 'parking',
    recover: 'staged',
    expose: 'observed',
    ask: 'held',
    release: 'releasing',
    keep: 'keeping',
    remove: 'removing',
    lose: 'gone',
  },
  /** Our copy is complete; the browser's is being cancelled. Back to `held` where ours is lost before it is done. */
  swapping: {
    drop: 'staged',
    leave: 'observed',
    unstage: 'held',
    expose: 'swapping',
    postpone: 'swapping',
    remove: 'removing',
  },
  /** Only our copy is there. */
  staged: {
    expose: 'swapping',
    ask: 'staged',
    release: 'releasing',
    keep: 'keeping',
    remove: 'removing',
    lose: 'gone',
  },
  /** The browser was told the marked name; the bytes are on their way. */
  parking: {
    arrive: 'parked',
    stage: 'parking',
    unstage: 'parking',
    recover: 'staged',
    expose: 'observed',
    ask: 'parking',
    release: 'releasing',
    keep: 'keeping',
    remove: 'removing',
    lose: 'gone',
  },
  /** The whole file stands under its marked name. */
  parked: {
    stage: 'parked',
    unstage: 'parked',
    ask: 'parked',
    release: 'releasing',
    keep: 'keeping',
    remove: 'removing',
    lose: 'gone',
  },
  /** Found clean; it is being given its own name. */
  releasing: {
    arrive: 'releasing',
    unstage: 'releasing',
    recover: 'releasing',
    deliver: 'releasing',
    postpone: 'releasing',
    finish: 'released',
    remove: 'removing',
    lose: 'gone',
  },
  /** The policy or a person wants it without a clean verdict; it is being given its own name. */
  keeping: {
    arrive: 'keeping',
    stage: 'keeping',
    unstage: 'keeping',
    recover: 'keeping',
    deliver: 'keeping',
    postpone: 'keeping',
    finish: 'kept',
    remove: 'removing',
    lose: 'gone',
  },
  /** The policy or a person wants it gone; it is being taken away. */
  removing: { postpone: 'removing', finish: 'removed', lose: 'gone' },
  /** Handed over, with a clean verdict. */
  released: {},
  /** Handed over without one. A verdict that comes later still counts. */
  kept: { ask: 'kept', keep: 'kept', release: 'releasing', remove: 'removing' },
  /** Taken away. */
  removed: {},
  /** It is no more, and not by us. */
  gone: {},
} as const satisfies Record<string, Record<string, string>>;

export type HoldState = keyof typeof HOLD_MACHINE;

export const HOLD_STATES: readonly HoldState[] = [
  'observed',
  'held',
  'swapping',
  'staged',
  'parking',
  'parked',
  'releasing',
  'keeping',
  'removing',
  'released',
  'kept',
  'removed',
  'gone',
];

/** Tells whether a hold in this state has come to rest: nothing is under way. */
export function isHoldAtRest(state: HoldState): boolean {
  return state === 'released' || state === 'kept' || state === 'removed' || state === 'gone';
}

/** Tells whether the guard is in the middle of an act, which is run (again) when it is due. */
export function isActing(state: HoldState): boolean {
  return state === 'swapping' || state === 'releasing' || state === 'keeping' || state === 'removing';
}
