import type { StagedBytes } from '../storage/staged-bytes.ts';
import type { KeepPart } from './collect-bytes.ts';

/** Pieces of one body, until it is staged as a whole. Those that a dead context leaves are swept as any bytes are. */
export type StagedParts = {
  keep: KeepPart;
  /** To be called once the whole is staged, or is not to be. */
  clear: () => Promise<void>;
};

/** Makes the pieces of the copy with this id. */
export function createStagedParts(
  staged: Pick<StagedBytes, 'stage' | 'get' | 'remove'>,
  id: string,
  now: () => number,
): StagedParts {
  const ids: string[] = [];
  return {
    async keep(part) {
      const partId = `${id}/part-${ids.length}`;
      ids.push(partId);
      await staged.stage(partId, part, now());
      return (await staged.get(partId)) ?? part;
    },
    async clear() {
      for (const partId of ids.splice(0)) await staged.remove(partId);
    },
  };
}
