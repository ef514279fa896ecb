import type { HoldEvent } from './advance-hold.ts';
import { decideFate, type Fate } from './decide-fate.ts';
import type { GuardOutcome } from './guard-outcome.ts';
import { type GuardPolicy, isHolding } from './guard-policy.ts';
import { isToGiveWay } from './handed-over.ts';
import type { Hold } from './hold.ts';
import { toMarkedName } from './marked-name.ts';

/** A window in which few scans end, in ms. */
const SHORT_WINDOW_MS = 10_000;

export type NextHoldFacts = {
  policy: GuardPolicy;
  /** What came of its scan; undefined while that is awaited. */
  outcome: GuardOutcome | undefined;
  /** Milliseconds since 1970. */
  now: number;
  /** The browser lets a file be named while it arrives: Chromium does, Firefox does not. */
  canPark: boolean;
  /** MIME type as the browser knows it. */
  type?: string | undefined;
};

/**
 * The move that is due for a hold; undefined where it waits, or where an act is under way. The caller persists the
 * move, then acts as the new state says. One hold's moves are made one after another, never at the same time.
 */
export function nextHoldEvent(hold: Hold, facts: NextHoldFacts): HoldEvent | undefined {
  switch (hold.state) {
    case 'observed':
      if (hold.saveFrom !== undefined) return fetched(hold, facts);
      return settleByCopy(hold, facts) ?? takeOver(hold, facts);
    case 'held':
      return settleByCopy(hold, facts) ?? closeWindow(hold, facts);
    case 'staged':
    case 'parking':
    case 'parked':
      return settle(hold, facts);
    case 'kept':
      return settleLate(hold, facts);
    case 'swapping':
    case 'keeping':
    case 'releasing':
    case 'removing':
    case 'released':
    case 'removed':
    case 'gone':
      return undefined;
  }
}

/** What Sluice fetches by itself is decided on once it has it: before, there is nothing to keep. */
function fetched(hold: Hold, { outcome }: NextHoldFacts): HoldEvent | undefined {
  if (hold.staged !== undefined) return { type: 'swap' };
  return outcome?.kind === 'no-bytes' ? { type: 'lose', because: 'interrupted' } : undefined;
}

function settle(hold: Hold, { policy, outcome }: NextHoldFacts): HoldEvent | undefined {
  // Who wrote the rule wants a person to decide, whatever a scanner says.
  if (outcome === undefined || hold.question === 'block-rule') return undefined;
  // Somebody was asked already: only a result of the scan makes that pointless.
  if (hold.question !== undefined && !isResult(outcome)) return undefined;
  const event = toFateEvent(decideFate(policy, outcome));
  return event.type === 'ask' && event.because === hold.question ? undefined : event;
}

/** What was scanned is what is handed over: where that is our copy, the browser's goes first. */
function settleByCopy(hold: Hold, facts: NextHoldFacts): HoldEvent | undefined {
  const event = settle(hold, facts);
  const isGiven = event?.type === 'release' || event?.type === 'keep';
  return isGiven && isToGiveWay(hold, facts.policy) ? { type: 'swap' } : event;
}

function toFateEvent(fate: Fate): Extract<HoldEvent, { type: Fate['do'] }> {
  switch (fate.do) {
    case 'release':
      return { type: 'release', verdict: fate.because };
    case 'keep':
      return { type: 'keep', by: 'policy', because: fate.because };
    case 'remove':
      return { type: 'remove', by: 'policy', because: fate.because };
    case 'ask':
      return { type: 'ask', because: fate.because };
  }
}

/** Where nothing could be held, as with `blob:` in Firefox, but we have the bytes before the browser is done. */
function takeOver(hold: Hold, { policy }: NextHoldFacts): HoldEvent | undefined {
  const isInTime = hold.place === 'arriving' && hold.exposedAt === undefined;
  return isInTime && hold.staged !== undefined && isHolding(policy) ? { type: 'swap' } : undefined;
}

function closeWindow(hold: Hold, { policy, now, type, canPark }: NextHoldFacts): HoldEvent | undefined {
  if (now < (hold.heldUntil ?? now)) return undefined;
  if (hold.staged !== undefined) return { type: 'swap' };
  if (canPark) return { type: 'park', markedName: toMarkedName(hold.name, type) };
  const isAsked = hold.question !== undefined;
  // Of some requests Firefox gives no time worth the name: the scan goes on, and the policy decides on what comes of it.
  const isTooShort = now - hold.createdAt < SHORT_WINDOW_MS && now < hold.limitAt;
  const event = isAsked || isTooShort ? undefined : toFateEvent(decideFate(policy, { kind: 'time-limit' }));
  // Nobody has said that it is to go, so it stays, if under its own name: the person is asked over that.
  return event === undefined || event.type === 'ask' ? { type: 'expose', because: 'window-closed' } : event;
}

/**
 * A result that comes after a file was handed over. What the policy did the policy may undo; what a person wanted is
 * left, and the person is told what it was.
 */
function settleLate(hold: Hold, { policy, outcome }: NextHoldFacts): HoldEvent | undefined {
  const { fate: earlier, question } = hold;
  if (outcome === undefined || !isResult(outcome)) return undefined;
  const fate = decideFate(policy, outcome);
  if (fate.do === 'keep' || fate.because === earlier?.because || fate.because === question) return undefined;
  if (fate.do === 'release') return { type: 'release', verdict: fate.because };
  if (fate.do === 'remove' && earlier?.by === 'policy')
    return { type: 'remove', by: 'policy', because: fate.because };
  const isNews = earlier?.by === 'policy' || fate.because === 'malicious' || fate.because === 'restricted';
  return isNews ? { type: 'ask', because: fate.because } : undefined;
}

/** Tells a result of the scan from the want of one. */
function isResult({ kind }: GuardOutcome): boolean {
  switch (kind) {
    case 'verdict':
    case 'encrypted':
    case 'different-file':
    case 'too-large':
      return true;
    case 'failed':
    case 'withheld':
    case 'no-bytes':
    case 'time-limit':
      return false;
  }
}
