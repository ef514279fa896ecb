import type { Hold } from '../core/hold.ts';
import { toHoldRow } from './hold-row.ts';
import type { HoldStore } from './hold-store.ts';
import type { PrivateRows } from './private-rows.ts';

/** Makes a store that keeps the holds of private windows in memory, and all others in `store`. */
export function createPrivateHoldStore(store: HoldStore, rows: PrivateRows): HoldStore {
  const { holds } = rows;
  const listPrivate = (isWanted: (hold: Hold) => boolean) => [...holds.values()].filter(isWanted);

  return {
    async add(hold) {
      if (!hold.isPrivate) return store.add(hold);
      rows.makeRoomFor(hold.id);
      holds.set(hold.id, hold);
    },
    get: async (id) => holds.get(id) ?? store.get(id),
    async update(id, change) {
      const hold = holds.get(id);
      if (hold === undefined) return store.update(id, change);
      const next = change(hold);
      holds.set(id, next);
      return next;
    },
    async listActive(limit) {
      const active = [...(await store.listActive(limit)), ...listPrivate(isActive)];
      return active.toSorted(newestFirst).slice(0, limit);
    },
    countActive: async () => (await store.countActive()) + listPrivate(isActive).length,
    async findByDownload(downloadId) {
      const stored = await store.findByDownload(downloadId);
      const own = listPrivate((hold) => toHoldRow(hold).downloadIds?.includes(downloadId) === true);
      return [...(stored === undefined ? [] : [stored]), ...own].toSorted(newestFirst)[0];
    },
    prune: store.prune,
  };
}

function isActive(hold: Hold): boolean {
  return toHoldRow(hold).activeKey !== undefined;
}

function newestFirst(one: Hold, other: Hold): number {
  return other.createdAt - one.createdAt;
}
