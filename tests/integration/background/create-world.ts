import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import { type BackgroundDeps, startBackground } from '../../../entrypoints/background/start-background.ts';
import type { Connection } from '../../../lib/core/connection.ts';
import type { GuardPolicy } from '../../../lib/core/guard-policy.ts';
import type { PageLink } from '../../../lib/core/page-link.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../../../lib/core/preferences.ts';
import type { Scan } from '../../../lib/core/scan.ts';
import type { ByteAccess } from '../../../lib/platform/byte-access.ts';
import type { HoldGate } from '../../../lib/platform/hold-gate.ts';
import type { Connect } from '../../../lib/scan/scan-steps.ts';
import { createScanSubmitter } from '../../../lib/scan/scan-submitter.ts';
import { createStagedTidy } from '../../../lib/scan/tidy-staged.ts';
import { type AlertStore, createAlertStore } from '../../../lib/storage/alert-store.ts';
import { createPolicyStore, POLICY_KEY, POLICY_VERSION } from '../../../lib/storage/policy-store.ts';
import { createPreferenceStore, PREFERENCES_KEY } from '../../../lib/storage/preference-store.ts';
import { SILENT_POLICY } from '../../../scripts/browser/silent-policy.ts';
import { aConnection } from '../../factories/connection-factory.ts';
import { createPrivateTestStore } from '../../fakes/create-private-test-store.ts';
import { createTestUploads } from '../../fakes/create-test-uploads.ts';
import { createFakeAlarm } from '../../fakes/fake-alarm.ts';
import { createFakeBadge } from '../../fakes/fake-badge.ts';
import { createFakeByteDesk } from '../../fakes/fake-byte-desk.ts';
import { createFakeClock, START_OF_TEST } from '../../fakes/fake-clock.ts';
import { createFakeConnectionStore } from '../../fakes/fake-connection-store.ts';
import { createFakeConsentStore } from '../../fakes/fake-consent-store.ts';
import { createFakeContextMenus } from '../../fakes/fake-context-menus.ts';
import { createFakeDownloads, type FakeDownloads } from '../../fakes/fake-downloads.ts';
import { createFakeEvent } from '../../fakes/fake-event.ts';
import { createFakeFilesClients } from '../../fakes/fake-files-client.ts';
import { createFakeKeyValueArea } from '../../fakes/fake-key-value-area.ts';
import { createFakeLifecycle } from '../../fakes/fake-lifecycle.ts';
import { createFakeMessages } from '../../fakes/fake-messages.ts';
import { createFakeNotifications } from '../../fakes/fake-notifications.ts';
import { createFakePages } from '../../fakes/fake-pages.ts';
import { createFakePermission } from '../../fakes/fake-permission.ts';
import { createFakeShortcuts } from '../../fakes/fake-shortcuts.ts';

export type WorldOptions = {
  /** An earlier worker's database: what it left is found again. */
  databaseName?: string;
  /** Milliseconds since 1970. */
  startAt?: number;
  connection?: Connection;
  policy?: GuardPolicy;
  /** Makes real clients; they are fakes unless told. */
  connect?: Connect;
  /** Whether somebody has agreed that anything is sent. */
  hasConsent?: boolean;
  /** An earlier world's browser: it has outlived the worker. */
  downloads?: FakeDownloads;
  /** What holds downloads, where it is not their list. */
  gate?: HoldGate;
  preferences?: Partial<Preferences>;
  /** Whether the browser takes downloads up by itself: it has just started. */
  mayComeBack?: boolean;
  /** An earlier world's: it has outlived the worker. */
  alerts?: AlertStore;
  /** What pages hold; undefined for those that can't be read. */
  links?: readonly PageLink[];
  /** What the person has allowed: nothing unless told. */
  access?: Partial<Pick<ByteAccess, 'canFetch' | 'canReadFiles'>>;
};

export type World = ReturnType<typeof createWorld>;

/** A browser in which one background worker lives, with a real store over fake-indexeddb. */
export function createWorld(options: WorldOptions = {}) {
  const { databaseName, startAt = START_OF_TEST, connection, policy = SILENT_POLICY, access } = options;
  const consents = createFakeConsentStore({ isGiven: options.hasConsent ?? true });
  const preferences = { ...DEFAULT_PREFERENCES, notifyClean: true, ...options.preferences };
  const stored = { [POLICY_KEY]: { version: POLICY_VERSION, fields: policy } };
  const policyArea = createFakeKeyValueArea(stored);
  const clock = createFakeClock(startAt);
  const testStore = createPrivateTestStore(databaseName, clock.now);
  const clients = createFakeFilesClients();
  const reported: unknown[] = [];
  const uploads = createTestUploads(testStore.staged);
  const granted = createFakeEvent<[]>();
  const parts = {
    alarm: createFakeAlarm(),
    guardAlarm: createFakeAlarm(),
    historyAlarm: createFakeAlarm(),
    badge: createFakeBadge(),
    alerts: options.alerts ?? createAlertStore(createFakeKeyValueArea()),
    shortcuts: createFakeShortcuts(),
    contextMenus: createFakeContextMenus(),
    downloads: options.downloads ?? createFakeDownloads(clock.now),
    holdPermission: createFakePermission(),
    policies: createPolicyStore(policyArea, consents),
    consents,
    // Most tests look at what is told: clean results too.
    preferences: createPreferenceStore(createFakeKeyValueArea({ [PREFERENCES_KEY]: preferences })),
    desk: createFakeByteDesk(testStore.staged, clock.now),
    lifecycle: createFakeLifecycle(),
    messages: createFakeMessages(),
    notifications: createFakeNotifications(),
    pages: createFakePages(),
    connections: createFakeConnectionStore(connection ?? aConnection()),
    store: testStore.store,
    holds: testStore.holds,
    changes: testStore.changes,
    pruneHistory: testStore.pruneHistory,
  };
  const deps: BackgroundDeps = {
    ...parts,
    minAlarmDelayMs: 30_000,
    gate: options.gate ?? parts.downloads.gate,
    access: {
      canFetch: async () => false,
      canReadFiles: async () => false,
      onGranted: (listener) => void granted.add(listener),
      ...access,
    },
    mayComeBack: async () => options.mayComeBack ?? false,
    pageLinks: { read: async () => options.links && { links: options.links, isCut: false } },
    keepAlive: (task) => task(),
    maxBytes: 500_000_000,
    connect: options.connect ?? (async (server, token) => clients.connect(server, token)),
    staged: testStore.staged,
    tidyStaged: createStagedTidy({ ...testStore, scans: testStore.store, now: clock.now }),
    stopUploads: uploads.stop,
    submit: createScanSubmitter({
      uploads,
      consents,
      checkSize: () => {},
      beforePost: async () => {},
    }),
    startTimer: clock.startTimer,
    now: clock.now,
    random: () => 0.5,
    newId: randomUUID,
    words: {
      notice: ({ name, verdict, state }) => ({ title: `${verdict ?? state}: ${name}`, message: '' }),
      hold: ({ name, state, question }) => ({ title: `${question ?? state}: ${name}`, message: '' }),
      menu: () => ({
        link: 'link',
        image: 'image',
        video: 'video',
        audio: 'audio',
        selection: 'selection',
        page: 'page',
        save: 'save',
      }),
      notRecorded: (name) => ({ title: `not recorded: ${name}`, message: '' }),
      privateWindow: () => ({ title: 'private', message: '' }),
      noLinks: () => ({ title: 'no links', message: '' }),
      notSaved: () => ({ title: 'not saved', message: '' }),
      unreadablePage: () => ({ title: 'unreadable', message: '' }),
    },
    report: (error) => void reported.push(error),
  };
  return {
    ...parts,
    ...testStore,
    clock,
    clients,
    /** The person allows more. */
    granted,
    policyArea,
    reported,
    start: () => startBackground(deps),
    /** Lets time pass, a second at a time, until the scan is as wanted. */
    until: (id: string, isWanted: (scan: Scan) => boolean) =>
      vi.waitFor(
        async () => {
          clock.advance(1_000);
          const scan = await testStore.store.get(id);
          if (scan === undefined || !isWanted(scan)) throw new Error(`The scan is ${JSON.stringify(scan)}`);
          return scan;
        },
        { timeout: 30_000, interval: 5 },
      ),
  };
}
