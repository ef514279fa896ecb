import type { FateReason } from './decide-fate.ts';
import { IllegalMoveError, NothingStagedError } from './errors.ts';
import type {
  ExposedReason,
  FateAuthor,
  Hold,
  HoldFate,
  HoldPlace,
  HoldProblem,
  LostReason,
  StagedCopy,
} from './hold.ts';
import { HOLD_MACHINE, type HoldState, isActing, isHoldAtRest } from './hold-machine.ts';
import { isHoldNews } from './is-hold-news.ts';

/** How long an act may be under way, in ms, before the alarm looks after it. */
export const HOLD_LEASE_MS = 30_000;

type Decider = Exclude<FateAuthor, 'verdict'>;

export type HoldEvent =
  /** The browser waits, or goes on waiting. */
  | { type: 'hold'; heldUntil: number }
  /** Our own copy is complete, and agrees with what the browser knows of its own. */
  | { type: 'stage'; copy: StagedCopy }
  /** Our own copy turned out to be lost. */
  | { type: 'unstage' }
  | { type: 'swap' }
  /** The browser's copy is cancelled. */
  | { type: 'drop' }
  /** The browser's copy can't be taken back. */
  | { type: 'leave' }
  | { type: 'park'; markedName: string }
  /** The file is complete, under its marked name. */
  | { type: 'arrive' }
  /** It was found under its own name, or from `held`, is let go under it. */
  | { type: 'expose'; because: ExposedReason }
  /** The browser lost its copy; ours is as good. */
  | { type: 'recover' }
  | { type: 'lose'; because: LostReason }
  | { type: 'ask'; because: FateReason }
  | { type: 'release'; verdict: 'clean' }
  /** `why` is what the author of the rule says, where one decided. */
  | { type: 'keep'; by: Decider; because: FateReason; why?: string }
  | { type: 'remove'; by: Decider; because: FateReason; why?: string }
  /** The browser took the staged copy as a download of ours. */
  | { type: 'deliver'; downloadId: number }
  | { type: 'postpone'; problem: HoldProblem; dueAt: number }
  | { type: 'finish'; place: HoldPlace };

type Decision = Extract<HoldEvent, { type: 'keep' | 'remove' }>;

/**
 * The hold after an event. Pure: the same arguments give the same hold.
 * @param now milliseconds since 1970
 * @throws IllegalMoveError where the table lists no such move
 * @throws NothingStagedError where the event would give the browser's copy away and there is no other
 */
export function advanceHold(hold: Hold, event: HoldEvent, now: number): Hold {
  const state = nextState(hold.state, event.type);
  const { dueAt: _due, problem: _problem, finishedAt: _finished, ...kept } = hold;
  const attempts = toAttempts(hold, event);
  const moved = withNotice(hold, applied({ ...kept, state, updatedAt: now, attempts }, event, now));
  if (isHoldAtRest(state)) return { ...moved, finishedAt: hold.finishedAt ?? now };
  const dueAt = toDueAt(moved, event, now);
  return { ...moved, ...(dueAt === undefined ? {} : { dueAt }) };
}

/** A delivery that was begun has not come off yet. */
function toAttempts({ attempts }: Hold, { type }: HoldEvent): number {
  if (type === 'deliver') return attempts;
  return type === 'postpone' ? attempts + 1 : 0;
}

/** A new question, or an end, is news to somebody who was told of an earlier one. */
function withNotice(before: Hold, { notice: _notice, ...hold }: Hold): Hold {
  if (!isHoldNews(hold)) return hold;
  const isTold = before.notice === 'shown' && before.question === hold.question;
  return { ...hold, notice: isTold ? 'shown' : 'due' };
}

function nextState(state: HoldState, event: HoldEvent['type']): HoldState {
  const moves: Partial<Record<HoldEvent['type'], HoldState>> = HOLD_MACHINE[state];
  const next = moves[event];
  if (next === undefined) throw new IllegalMoveError(state, event);
  return next;
}

function applied(base: Hold, event: HoldEvent, now: number): Hold {
  switch (event.type) {
    case 'hold':
      return { ...base, heldUntil: event.heldUntil };
    case 'stage':
      return { ...base, staged: event.copy };
    case 'unstage':
      return withoutStaged(base);
    case 'swap':
      return withStaged(base);
    case 'drop':
    case 'recover':
      return { ...withStaged(base), place: 'staged' };
    case 'leave':
      return exposed(base, 'not-taken-back', now);
    case 'park':
      return { ...base, markedName: event.markedName };
    case 'arrive':
      return { ...base, place: 'marked-name' };
    case 'expose':
      return exposed(base, event.because, now);
    case 'ask':
      return { ...base, question: event.because };
    case 'deliver':
      return { ...base, deliveryId: event.downloadId };
    case 'postpone':
      return { ...base, problem: event.problem };
    case 'release':
      return decided(base, { do: 'release', by: 'verdict', because: event.verdict });
    case 'keep':
    case 'remove':
      return decided(base, toFate(event));
    case 'lose':
      return { ...withoutStaged(decided(base, base.fate)), place: 'nowhere', lostBecause: event.because };
    case 'finish':
      return finished(base, event.place);
  }
}

/** What came first counts: from then on it could be opened. */
function exposed(base: Hold, because: ExposedReason, now: number): Hold {
  const { exposedAt = now, exposedBecause = because } = base;
  return { ...base, place: 'own-name', exposedAt, exposedBecause };
}

/** A copy that was fetched anew and not handed over is not the file that stands there. */
function finished(base: Hold, place: HoldPlace): Hold {
  const isOfCopy = base.staged?.isAnew === true && base.place !== 'staged' && place !== 'nowhere';
  return { ...withoutStaged(base), place, ...(isOfCopy ? { isOfCopy } : {}) };
}

/** Whatever was asked is answered. */
function toFate({ type, ...facts }: Decision): HoldFate {
  return { do: type, ...facts };
}

function decided({ question: _question, fate: _fate, ...base }: Hold, fate: Hold['fate']): Hold {
  return { ...base, ...(fate === undefined ? {} : { fate }) };
}

function withStaged(hold: Hold): Hold {
  if (hold.staged === undefined) throw new NothingStagedError(hold.id);
  return hold;
}

function withoutStaged({ staged: _staged, ...hold }: Hold): Hold {
  return hold;
}

/** Each hold under way is due some time, unless a person is asked and nothing is at stake meanwhile. */
function toDueAt(
  { state, question, limitAt, heldUntil }: Hold,
  event: HoldEvent,
  now: number,
): number | undefined {
  if (event.type === 'postpone') return event.dueAt;
  if (isActing(state)) return now + HOLD_LEASE_MS;
  if (state === 'held') {
    // The window closes also while a person thinks.
    const windowEnd = heldUntil ?? now;
    return question === undefined ? Math.min(windowEnd, Math.max(limitAt, now)) : windowEnd;
  }
  return question === undefined ? Math.max(limitAt, now) : undefined;
}
