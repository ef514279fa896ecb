import { createLatestRun } from '../core/create-latest-run.ts';
import type { Hold } from '../core/hold.ts';
import type { WakeUp } from '../scan/wake-up.ts';
import type { HoldStore } from '../storage/hold-store.ts';
import type { LiveHolds } from './live-holds.ts';

/** What is overdue is being moved, or could not be: it is looked at again, but not at once. In ms. */
const SOONEST_MS = 1_000;

export type GuardClockDeps = {
  holds: Pick<HoldStore, 'listActive' | 'update'>;
  live: Pick<LiveHolds, 'isAnyHeld'>;
  wakeUp: WakeUp;
  now: () => number;
};

/** When which holds are due. */
export type GuardClock = {
  /** Ids of the holds whose time has come. */
  listDue: () => Promise<string[]>;
  /** Sets the alarm and the timer to what is due next. */
  schedule: () => Promise<void>;
};

/** Makes the clock of the holds. */
export function createGuardClock({ holds, live, wakeUp, now }: GuardClockDeps): GuardClock {
  /** Rows that were written "later than now" tell of a clock set back: they are due at once, and late as much earlier. */
  function repaired(hold: Hold, time: number): Hold {
    const { updatedAt, limitAt, dueAt } = hold;
    if (updatedAt <= time) return hold;
    const due = dueAt === undefined ? {} : { dueAt: time };
    return { ...hold, updatedAt: time, limitAt: limitAt - (updatedAt - time), ...due };
  }

  async function listTimed(): Promise<{ id: string; dueAt: number }[]> {
    const time = now();
    const timed = [];
    for (const hold of await holds.listActive(Number.POSITIVE_INFINITY)) {
      const { id, dueAt } = repaired(hold, time);
      if (hold.updatedAt > time) await holds.update(id, (current) => repaired(current, time));
      if (dueAt !== undefined) timed.push({ id, dueAt });
    }
    return timed;
  }

  return {
    async listDue() {
      const time = now();
      return (await listTimed()).filter(({ dueAt }) => dueAt <= time).map(({ id }) => id);
    },
    schedule: createLatestRun(async () => {
      const soonest = now() + SOONEST_MS;
      const times = (await listTimed()).map(({ dueAt }) => Math.max(dueAt, soonest));
      await wakeUp.at(times.length === 0 ? undefined : Math.min(...times), live.isAnyHeld());
    }),
  };
}
