import { type Connection, NO_CONNECTION } from '../../lib/core/connection.ts';
import type { Scan } from '../../lib/core/scan.ts';
import type { ConnectionStore } from '../../lib/storage/connection-store.ts';
import type { ScanChanges } from '../../lib/storage/scan-changes.ts';
import type { ScanStore } from '../../lib/storage/scan-store.ts';

/** How many scans at rest are read at a time. */
export const PAGE_SIZE = 30;
/** How many scans under way are listed; the rest is counted. */
export const MAX_ACTIVE_SHOWN = 30;

export type PopupState = {
  connection: Connection;
  active: readonly Scan[];
  activeCount: number;
  atRest: readonly Scan[];
  hasOlder: boolean;
  /** The store could not be read. */
  isBroken: boolean;
};

export type PopupModel = {
  current: () => PopupState;
  /** Reads everything that is shown. Never throws: a failure is part of the state. */
  load: () => Promise<void>;
  /** Reads one more page of the past. */
  loadOlder: () => Promise<void>;
  /** Calls back after each change of the state; answers a function that ends it. */
  subscribe: (onChange: () => void) => () => void;
};

export type PopupModelDeps = { store: ScanStore; changes: ScanChanges; connections: ConnectionStore };

const EMPTY: PopupState = {
  connection: NO_CONNECTION,
  active: [],
  activeCount: 0,
  atRest: [],
  hasOlder: false,
  isBroken: false,
};

/** Makes what the popup shows: a live view of the store that reads no more of it than is on the screen. */
export function createPopupModel({ store, changes, connections }: PopupModelDeps): PopupModel {
  let state = EMPTY;
  let pages = 1;
  let loading: Promise<void> | undefined;
  let isStale = false;
  const listeners = new Set<() => void>();

  function publish(next: PopupState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  async function read(): Promise<void> {
    try {
      const wanted = pages * PAGE_SIZE;
      const [connection, active, activeCount, atRest] = await Promise.all([
        connections.load(),
        store.listActive(MAX_ACTIVE_SHOWN),
        store.countActive(),
        store.listAtRest(wanted + 1),
      ]);
      const hasOlder = atRest.length > wanted;
      publish({
        connection,
        active,
        activeCount,
        atRest: atRest.slice(0, wanted),
        hasOlder,
        isBroken: false,
      });
    } catch {
      publish({ ...state, isBroken: true });
    }
  }

  /** Changes that come while reading are answered by one more read, however many there were. */
  async function readUntilFresh(): Promise<void> {
    do {
      isStale = false;
      await read();
    } while (isStale);
    loading = undefined;
  }

  function load(): Promise<void> {
    isStale = true;
    loading ??= readUntilFresh();
    return loading;
  }

  return {
    current: () => state,
    load,
    loadOlder() {
      pages += 1;
      return load();
    },
    subscribe(onChange) {
      listeners.add(onChange);
      const ends = [changes.subscribe(() => void load()), connections.subscribe(() => void load())];
      return () => {
        listeners.delete(onChange);
        for (const end of ends) end();
      };
    },
  };
}
