import type { Hold } from '../../lib/core/hold.ts';
import type { Scan } from '../../lib/core/scan.ts';

/** A row of the popup: a scan, a guarded download, or both. */
export type PopupEntry = { id: string; scan: Scan | undefined; hold: Hold | undefined };

export type PopupEntries = {
  /** What waits for a person. */
  questions: readonly PopupEntry[];
  /** What is under way: the scan, or what is done with the file. */
  active: readonly PopupEntry[];
  atRest: readonly PopupEntry[];
};

export type PopupRows = {
  activeScans: readonly Scan[];
  restScans: readonly Scan[];
  /** Holds that are under way or ask a person. */
  activeHolds: readonly Hold[];
  /** Scans of the active holds and holds of the scans at rest, as far as they were read. */
  scanOf: (id: string) => Scan | undefined;
  holdOf: (id: string) => Hold | undefined;
};

/** Puts scans and holds together by their id. Each is in one list only, the newest first in each. */
export function toPopupEntries(rows: PopupRows): PopupEntries {
  const { activeScans, restScans, activeHolds, scanOf, holdOf } = rows;
  const scans = new Map(activeScans.map((scan) => [scan.id, scan]));
  const held = new Map(activeHolds.map((hold) => [hold.id, hold]));
  const ofHold = (hold: Hold): PopupEntry => ({
    id: hold.id,
    hold,
    scan: scans.get(hold.id) ?? scanOf(hold.id),
  });
  const ofScan = (scan: Scan): PopupEntry => ({
    id: scan.id,
    scan,
    hold: held.get(scan.id) ?? holdOf(scan.id),
  });

  const asking = activeHolds.filter(({ question }) => question !== undefined).map(ofHold);
  const acting = activeHolds.filter(({ question }) => question === undefined).map(ofHold);
  const active = [...acting, ...activeScans.filter(({ id }) => !held.has(id)).map(ofScan)].sort(
    (one, other) => startOf(other) - startOf(one),
  );
  const isDocument = ({ scan }: PopupEntry) => scan?.problem === 'ask-first';
  return {
    questions: [...asking, ...active.filter(isDocument)],
    active: active.filter((entry) => !isDocument(entry)),
    atRest: restScans.filter(({ id }) => !held.has(id)).map(ofScan),
  };
}

function startOf({ scan, hold }: PopupEntry): number {
  return scan?.createdAt ?? hold?.createdAt ?? 0;
}
