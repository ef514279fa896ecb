import type { PrivateRows } from './private-rows.ts';
import type { StagedBytes } from './staged-bytes.ts';

/**
 * Makes a store that keeps the bytes of private windows in memory, and all others in `store`. Whose they are is told by
 * the scan or the hold of the same id, which is to be added before.
 */
export function createPrivateStagedBytes(store: StagedBytes, rows: PrivateRows): StagedBytes {
  const { staged } = rows;
  return {
    async stage(id, blob, now, facts = {}) {
      if (!rows.isPrivate(id)) return store.stage(id, blob, now, facts);
      staged.set(id, { blob, stagedAt: now, ...facts });
    },
    async describe(id) {
      const row = staged.get(id);
      if (row === undefined) return store.describe(id);
      const { blob, ...facts } = row;
      return { id, size: blob.size, ...facts };
    },
    get: async (id) => (rows.isPrivate(id) ? staged.get(id)?.blob : store.get(id)),
    async remove(id) {
      if (rows.isPrivate(id)) staged.delete(id);
      else await store.remove(id);
    },
    async list() {
      const own = [...staged].map(([id, { stagedAt }]) => ({ id, stagedAt }));
      return [...(await store.list()), ...own];
    },
  };
}
