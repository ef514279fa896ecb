import type { Alarm } from '../platform/alarm.ts';
import type { KeepAlive } from '../platform/keep-alive.ts';
import type { PruneHistory } from '../storage/history-pruner.ts';
import type { PreferenceStore } from '../storage/preference-store.ts';

/** How long until the history is pruned again, in ms, while the browser runs. */
export const PRUNE_EVERY_MS = 86_400_000;

export type KeepHistoryDeps = {
  preferences: Pick<PreferenceStore, 'load'>;
  pruneHistory: PruneHistory;
  /** Its own. */
  historyAlarm: Pick<Alarm, 'set'>;
  keepAlive: KeepAlive;
  now: () => number;
  report: (error: unknown) => void;
};

/** Makes what keeps the history as long as the person wants it: now, and again after a day. It never throws. */
export function createHistoryKeeper(deps: KeepHistoryDeps): () => Promise<void> {
  const { preferences, pruneHistory, historyAlarm, keepAlive, now, report } = deps;
  return async () => {
    try {
      // First, so that one that fails is not the last.
      await historyAlarm.set(now() + PRUNE_EVERY_MS);
      await keepAlive(async () => pruneHistory(await preferences.load(), now()));
    } catch (error) {
      report(error);
    }
  };
}
