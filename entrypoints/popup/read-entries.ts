import type { Hold } from '../../lib/core/hold.ts';
import type { Scan } from '../../lib/core/scan.ts';
import type { HoldStore } from '../../lib/storage/hold-store.ts';
import type { ScanStore } from '../../lib/storage/scan-store.ts';
import { type PopupEntries, toPopupEntries } from './popup-entries.ts';

/** How many questions, and how many rows of what is under way, are listed; the rest is counted. */
export const MAX_SHOWN = 30;

export type ReadEntries = PopupEntries & { questionCount: number; activeCount: number; hasOlder: boolean };

export type EntriesDeps = {
  store: Pick<ScanStore, 'listActive' | 'countActive' | 'listAtRest' | 'get'>;
  holds: Pick<HoldStore, 'listActive' | 'get'>;
};

/** Reads what the popup shows, and no more of the store than is on the screen. `wanted` counts the scans at rest. */
export async function readEntries({ store, holds }: EntriesDeps, wanted: number): Promise<ReadEntries> {
  const [activeScans, scanCount, restScans, activeHolds] = await Promise.all([
    store.listActive(MAX_SHOWN),
    store.countActive(),
    store.listAtRest(wanted + 1),
    // Few are active at a time, and the store reads all of them anyway.
    holds.listActive(Number.POSITIVE_INFINITY),
  ]);
  const listed = new Set(activeScans.map(({ id }) => id));
  const shown = [...firstOf(activeHolds, true), ...firstOf(activeHolds, false)];
  const [scanOf, holdOf] = await Promise.all([
    readEach<Scan>(
      shown.filter(({ id }) => !listed.has(id)),
      store.get,
    ),
    readEach<Hold>(
      [...activeScans, ...restScans].filter(({ source }) => source === 'download'),
      holds.get,
    ),
  ]);
  const entries = toPopupEntries({ activeScans, restScans, activeHolds, scanOf, holdOf });
  const hasOlder = restScans.length > wanted;
  return {
    questions: entries.questions.slice(0, MAX_SHOWN),
    questionCount: entries.questions.length,
    active: entries.active.slice(0, MAX_SHOWN),
    activeCount: entries.active.length + scanCount - activeScans.length,
    atRest: entries.atRest.filter(({ id }) => id !== restScans[wanted]?.id),
    hasOlder,
  };
}

function firstOf(holds: readonly Hold[], isAsking: boolean): Hold[] {
  return holds.filter(({ question }) => (question !== undefined) === isAsking).slice(0, MAX_SHOWN);
}

async function readEach<Row extends { id: string }>(
  wanted: readonly { id: string }[],
  get: (id: string) => Promise<Row | undefined>,
): Promise<(id: string) => Row | undefined> {
  const rows = await Promise.all(wanted.map(({ id }) => get(id)));
  const byId = new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.id, row]])));
  return (id) => byId.get(id);
}
