import type { Scan } from '../core/scan.ts';
import type { PrivateRows } from './private-rows.ts';
import type { ScanChanges } from './scan-changes.ts';
import { toRow } from './scan-row.ts';
import type { ScanStore } from './scan-store.ts';

/**
 * Makes a store that keeps the scans of private windows in memory, and all others in `store`. Those of private windows
 * are worked on like any other, but are no part of the history: not listed there, and nothing is answered from them.
 */
export function createPrivateScanStore(
  store: ScanStore,
  rows: PrivateRows,
  changes: Pick<ScanChanges, 'announce'>,
): ScanStore {
  const { scans } = rows;
  const listPrivate = (isWanted: (scan: Scan) => boolean) => [...scans.values()].filter(isWanted);

  return {
    async add(scan) {
      if (!scan.isPrivate) return store.add(scan);
      rows.makeRoomFor(scan.id);
      scans.set(scan.id, scan);
      changes.announce(scan.id);
    },
    get: async (id) => scans.get(id) ?? store.get(id),
    has: async (id) => scans.has(id) || store.has(id),
    async update(id, change) {
      const scan = scans.get(id);
      if (scan === undefined) return store.update(id, change);
      const next = change(scan);
      scans.set(id, next);
      changes.announce(id);
      return next;
    },
    async listDue(now, limit, wanted) {
      const due = listPrivate(
        ({ state, dueAt = Number.POSITIVE_INFINITY }) => dueAt <= now && (wanted ?? state) === state,
      );
      return [...(await store.listDue(now, limit, wanted)), ...due].toSorted(byDueTime).slice(0, limit);
    },
    async nextDue(now) {
      const later = listPrivate(({ dueAt = now }) => dueAt > now);
      const next = await store.nextDue(now);
      return [...(next === undefined ? [] : [next]), ...later].toSorted(byDueTime)[0];
    },
    async listActive(limit) {
      const active = [...(await store.listActive(limit)), ...listPrivate(isActive)];
      return active.toSorted(newestFirst).slice(0, limit);
    },
    countActive: async () => (await store.countActive()) + listPrivate(isActive).length,
    listAtRest: store.listAtRest,
    async listNotices(limit) {
      const due = listPrivate((scan) => toRow(scan).noticeKey !== undefined);
      return [...(await store.listNotices(limit)), ...due].toSorted(byEnd).slice(0, limit);
    },
    async findByDownload(downloadId) {
      const stored = await store.findByDownload(downloadId);
      const own = listPrivate((scan) => scan.downloadId === downloadId);
      return [...(stored === undefined ? [] : [stored]), ...own].toSorted(newestFirst)[0];
    },
    findFreshVerdict: store.findFreshVerdict,
  };
}

function isActive(scan: Scan): boolean {
  return toRow(scan).activeKey !== undefined;
}

function byDueTime(one: Scan, other: Scan): number {
  return (one.dueAt ?? 0) - (other.dueAt ?? 0);
}

function byEnd(one: Scan, other: Scan): number {
  return (one.finishedAt ?? one.createdAt) - (other.finishedAt ?? other.createdAt);
}

function newestFirst(one: Scan, other: Scan): number {
  return other.createdAt - one.createdAt;
}
