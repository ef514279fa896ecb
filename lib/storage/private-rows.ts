import type { Hold } from '../core/hold.ts';
import { isHoldAtRest } from '../core/hold-machine.ts';
import type { Scan } from '../core/scan.ts';
import { isAtRest } from '../core/scan-machine.ts';
import type { StagedFacts } from './staged-bytes.ts';

/** How long a row at rest is remembered, in ms. */
const REMEMBERED_MS = 10 * 60_000;
/** How many downloads are remembered, at rest or not, before those at rest go. */
const MAX_REMEMBERED = 200;

type PrivateStagedRow = { blob: Blob; stagedAt: number } & StagedFacts;

/**
 * What is known of downloads in private windows: in memory only, and gone with the worker. The three stores over it
 * (`createPrivateScanStore` and its like) share one of these, by which staged bytes are told to be private: the scan or
 * the hold is to be added first.
 */
export type PrivateRows = {
  scans: Map<string, Scan>;
  holds: Map<string, Hold>;
  staged: Map<string, PrivateStagedRow>;
  isPrivate: (id: string) => boolean;
  /** Forgets what has been at rest for long, or is too much, to make room for what is about to be added. */
  makeRoomFor: (id: string) => void;
};

/** Makes the memory, empty. */
export function createPrivateRows(now: () => number): PrivateRows {
  const scans = new Map<string, Scan>();
  const holds = new Map<string, Hold>();
  const staged = new Map<string, PrivateStagedRow>();

  /** Since when nothing is under way with an id; undefined while something is, or a person is asked. */
  function restsSince(id: string): number | undefined {
    const scan = scans.get(id);
    const hold = holds.get(id);
    if (scan !== undefined && !isAtRest(scan.state)) return undefined;
    if (hold !== undefined && (!isHoldAtRest(hold.state) || hold.question !== undefined)) return undefined;
    return Math.max(scan?.finishedAt ?? 0, hold?.finishedAt ?? 0);
  }

  function makeRoomFor(added: string): void {
    const ids = new Set([...scans.keys(), ...holds.keys()]);
    ids.delete(added);
    const resting = [...ids]
      .flatMap((id) => {
        const since = restsSince(id);
        return since === undefined ? [] : [{ id, since }];
      })
      .toSorted((one, other) => one.since - other.since);
    const tooMany = ids.size - MAX_REMEMBERED + 1;
    for (const [index, { id, since }] of resting.entries()) {
      if (index >= tooMany && now() - since < REMEMBERED_MS) continue;
      for (const rows of [scans, holds, staged]) rows.delete(id);
    }
  }

  return { scans, holds, staged, isPrivate: (id) => scans.has(id) || holds.has(id), makeRoomFor };
}
