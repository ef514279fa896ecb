import { advanceHold, type HoldEvent } from '../core/advance-hold.ts';
import type { FateReason } from '../core/decide-fate.ts';
import { IllegalMoveError } from '../core/errors.ts';
import type { Hold } from '../core/hold.ts';
import { isHoldAtRest } from '../core/hold-machine.ts';
import type { SeenDownload } from '../core/seen-download.ts';
import { toFileName } from '../core/target.ts';
import { withDownload } from '../core/with-download.ts';
import type { HeldDownload } from '../platform/hold-gate.ts';
import type { HoldStore } from '../storage/hold-store.ts';
import type { ScanStore } from '../storage/scan-store.ts';
import type { HoldLanes } from './hold-lanes.ts';
import type { HoldView } from './hold-view.ts';
import type { LiveHolds } from './live-holds.ts';
import type { NextHoldMove } from './next-hold-move.ts';

/** More moves in a row than any hold has: what makes them is a defect of ours, and must not spin. */
const MOST_MOVES = 50;

export type HoldDriverDeps = {
  holds: Pick<HoldStore, 'get' | 'update'>;
  scans: Pick<ScanStore, 'update'>;
  lanes: HoldLanes;
  live: LiveHolds;
  view: (hold: Hold) => Promise<HoldView>;
  next: NextHoldMove;
  /** Arms the alarm for the soonest. */
  guardAct: () => Promise<void>;
  now: () => number;
  /** A hold rests for now: tells of it, cleans up after it, and comes back when it is due. Must not throw. */
  onPause: (view: HoldView) => Promise<void>;
  report: (error: unknown) => void;
};

/** Moves holds: persists each move, then does what it asks for. One hold's moves are made one after another. */
export type HoldDriver = {
  /** Makes the moves that are due. Never throws. */
  step: (id: string) => Promise<void>;
  /** The browser waits for an answer about this one. */
  attach: (id: string, held: HeldDownload) => Promise<void>;
  /** The browser made this download of what it had held. */
  adopt: (id: string, download: SeenDownload) => Promise<void>;
  /** Makes a move that the policy asks for, where the hold can still make it. */
  judge: (id: string, event: HoldEvent) => Promise<void>;
  /** Makes a person's move; answers whether it could be made. */
  decide: (id: string, choice: 'keep' | 'remove') => Promise<boolean>;
};

/** Makes the driver. */
export function createHoldDriver(deps: HoldDriverDeps): HoldDriver {
  const { holds, scans, lanes, live, guardAct, view, next, now, onPause, report } = deps;

  async function move(id: string, event: HoldEvent): Promise<Hold | undefined> {
    // An act that the worker dies in the middle of is due again in no time.
    if (isActAhead(event)) await guardAct().catch(report);
    const moved = await holds.update(id, (hold) => advanceHold(hold, event, now()));
    if (moved !== undefined) tellBrowser(moved, event);
    return moved;
  }

  /** What the browser is told after a move; the acts see to the rest. */
  function tellBrowser({ id, state, markedName }: Hold, event: HoldEvent): void {
    const isLetGo = event.type === 'expose' || event.type === 'leave' || isHoldAtRest(state);
    if (event.type !== 'park' && !isLetGo) return;
    const known = live.of(id);
    known.gate?.go(event.type === 'park' ? markedName : undefined);
    known.gate = undefined;
  }

  async function makeMoves(id: string): Promise<void> {
    for (let moves = 0; moves < MOST_MOVES; moves += 1) {
      const hold = await holds.get(id);
      if (hold === undefined) return live.forget(id);
      const seen = await view(hold);
      const event = await next(seen);
      if (event === undefined) return onPause(seen);
      await move(id, event);
    }
    throw new Error(`The hold ${id} does not come to rest.`);
  }

  /** Answers whether the table lists the move. */
  async function moveIfListed(id: string, event: HoldEvent): Promise<boolean> {
    try {
      return (await move(id, event)) !== undefined;
    } catch (error) {
      if (error instanceof IllegalMoveError) return false;
      throw error;
    }
  }

  const step = (id: string) => lanes(id, () => makeMoves(id)).catch(report);

  return {
    step,
    async attach(id, held) {
      await lanes(id, async () => {
        const known = await holds.update(id, (hold) => ({ ...hold, name: held.name || hold.name }));
        const shown = toFileName(held.name);
        if (shown !== '') await scans.update(id, (scan) => ({ ...scan, name: shown }));
        const hasGoneOn = live.of(id).beginsBy !== undefined;
        // One that the policy refuses is being removed already.
        if (!hasGoneOn && (known?.state === 'observed' || known?.state === 'held'))
          await move(id, { type: 'hold', heldUntil: held.waitsUntil });
      });
      await step(id);
    },
    async adopt(id, { id: downloadId, startedAt }) {
      live.of(id).isListed = true;
      await lanes(id, async () => {
        await holds.update(id, (hold) => withDownload(hold, { id: downloadId, startedAt }));
        await scans.update(id, (scan) => ({ ...scan, downloadId }));
      });
      await step(id);
    },
    judge: async (id, event) => {
      await lanes(id, () => moveIfListed(id, event));
    },
    async decide(id, choice) {
      const isMade = await lanes(id, async () => {
        // What has happened to the file meanwhile is recorded first: it may stand under its own name already.
        await makeMoves(id).catch(report);
        const hold = await holds.get(id);
        // There is nothing to keep yet.
        if (hold?.saveFrom !== undefined && hold.state === 'observed' && choice === 'keep') return false;
        const because = hold?.question ?? 'choice';
        return moveIfListed(id, toChoice(choice, because));
      });
      if (isMade) await step(id);
      return isMade;
    },
  };
}

function isActAhead({ type }: HoldEvent): boolean {
  return type === 'swap' || type === 'release' || type === 'keep' || type === 'remove' || type === 'recover';
}

function toChoice(choice: 'keep' | 'remove', because: FateReason): HoldEvent {
  return choice === 'keep'
    ? { type: 'keep', by: 'person', because }
    : { type: 'remove', by: 'person', because };
}
