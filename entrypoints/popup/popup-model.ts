import { type Connection, NO_CONNECTION } from '../../lib/core/connection.ts';
import { createLatestRun } from '../../lib/core/create-latest-run.ts';
import { type GuardPolicy, UNCONSENTED_POLICY } from '../../lib/core/guard-policy.ts';
import type { SentShare } from '../../lib/i18n/upload-words.ts';
import type { Permission } from '../../lib/platform/permission.ts';
import type { UploadProgressChannel } from '../../lib/scan/upload-progress.ts';
import type { ConnectionStore } from '../../lib/storage/connection-store.ts';
import type { ConsentStore } from '../../lib/storage/consent-store.ts';
import type { PolicyStore } from '../../lib/storage/policy-store.ts';
import type { ScanChanges } from '../../lib/storage/scan-changes.ts';
import { type EntriesDeps, type ReadEntries, readEntries } from './read-entries.ts';

/** How many scans at rest are read at a time. */
export const PAGE_SIZE = 30;

export type PopupState = ReadEntries & {
  connection: Connection;
  /** Somebody agreed that Sluice sends anything at all. */
  hasConsent: boolean;
  /** What holds: without the consent, downloads are left alone whatever was chosen. */
  policy: GuardPolicy;
  /** The browser lets Sluice hold downloads. */
  mayHold: boolean;
  /** How far the uploads under way have come, by the scan's id. */
  uploads: ReadonlyMap<string, SentShare>;
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

export type PopupModelDeps = EntriesDeps & {
  changes: ScanChanges;
  connections: ConnectionStore;
  consents: Pick<ConsentStore, 'load' | 'subscribe'>;
  policies: Pick<PolicyStore, 'load' | 'subscribe'>;
  holdPermission: Pick<Permission, 'has' | 'subscribe'>;
  uploads: Pick<UploadProgressChannel, 'subscribe'>;
};

const EMPTY: PopupState = {
  connection: NO_CONNECTION,
  hasConsent: true,
  policy: UNCONSENTED_POLICY,
  mayHold: false,
  questions: [],
  questionCount: 0,
  active: [],
  activeCount: 0,
  atRest: [],
  hasOlder: false,
  uploads: new Map(),
  isBroken: false,
};

/** Makes what the popup shows: a live view of the stores. */
export function createPopupModel(deps: PopupModelDeps): PopupModel {
  const { changes, connections, consents, policies, holdPermission, uploads } = deps;
  let state = EMPTY;
  let pages = 1;
  const listeners = new Set<() => void>();

  function publish(part: Partial<PopupState>): void {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  }

  async function read(): Promise<void> {
    try {
      const [connection, consent, stored, mayHold, entries] = await Promise.all([
        connections.load(),
        consents.load(),
        policies.load(),
        holdPermission.has(),
        readEntries(deps, pages * PAGE_SIZE),
      ]);
      const hasConsent = consent !== undefined;
      const policy = hasConsent ? stored.policy : UNCONSENTED_POLICY;
      publish({ ...entries, connection, hasConsent, policy, mayHold, isBroken: false });
    } catch {
      publish({ isBroken: true });
    }
  }

  const load = createLatestRun(read);

  return {
    current: () => state,
    load,
    loadOlder() {
      pages += 1;
      return load();
    },
    subscribe(onChange) {
      listeners.add(onChange);
      const reload = () => void load();
      const ends = [
        changes.subscribe(reload),
        connections.subscribe(reload),
        consents.subscribe(reload),
        policies.subscribe(reload),
        holdPermission.subscribe(reload),
        uploads.subscribe(({ id, ...share }) => publish({ uploads: new Map(state.uploads).set(id, share) })),
      ];
      return () => {
        listeners.delete(onChange);
        for (const end of ends) end();
      };
    },
  };
}
