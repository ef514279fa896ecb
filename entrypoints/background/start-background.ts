import { isHolding } from '../../lib/core/guard-policy.ts';
import { newFileScan, newScan } from '../../lib/core/new-scan.ts';
import type { Scan, ScanSource } from '../../lib/core/scan.ts';
import type { Alarm } from '../../lib/platform/alarm.ts';
import type { Badge } from '../../lib/platform/badge.ts';
import type { ContextMenus, MenuSource } from '../../lib/platform/context-menus.ts';
import type { Lifecycle } from '../../lib/platform/lifecycle.ts';
import type { Messages } from '../../lib/platform/messages.ts';
import type { Notification, Notifications } from '../../lib/platform/notifications.ts';
import type { PageLinks } from '../../lib/platform/page-links.ts';
import type { Pages } from '../../lib/platform/pages.ts';
import type { Permission } from '../../lib/platform/permission.ts';
import type { Shortcuts } from '../../lib/platform/shortcuts.ts';
import { createAnnouncer } from '../../lib/scan/announce-outcomes.ts';
import { createConnectionTest } from '../../lib/scan/connection-test.ts';
import { createHistoryKeeper, type KeepHistoryDeps } from '../../lib/scan/keep-history.ts';
import { createPasswordMemory } from '../../lib/scan/password-memory.ts';
import { createRefreshToolbar } from '../../lib/scan/refresh-toolbar.ts';
import { createScanAgain } from '../../lib/scan/scan-again.ts';
import { createScanRunner, type ScanRunnerDeps } from '../../lib/scan/scan-runner.ts';
import { createScanStep, type ScanStepsDeps } from '../../lib/scan/scan-steps.ts';
import { createWakeUp } from '../../lib/scan/wake-up.ts';
import type { AlertStore } from '../../lib/storage/alert-store.ts';
import type { ConsentStore } from '../../lib/storage/consent-store.ts';
import type { PolicyStore } from '../../lib/storage/policy-store.ts';
import type { PreferenceStore } from '../../lib/storage/preference-store.ts';
import type { StagedBytes } from '../../lib/storage/staged-bytes.ts';
import { type AskedScansDeps, createAskedScans } from './create-asked-scans.ts';
import { createNoticeClicks } from './create-notice-clicks.ts';
import { type JoinGuardDeps, joinGuard } from './join-guard.ts';

export type BackgroundDeps = Omit<ScanStepsDeps, 'passwords'> &
  Pick<ScanRunnerDeps, 'staged' | 'tidyStaged'> &
  Omit<JoinGuardDeps, 'runner' | 'onLost' | 'holdWords' | 'tellsClean'> &
  Omit<KeepHistoryDeps, 'historyAlarm'> & {
    historyAlarm: Alarm;
    alarm: Alarm;
    badge: Badge;
    alerts: AlertStore;
    shortcuts: Shortcuts;
    pageLinks: PageLinks;
    contextMenus: ContextMenus;
    lifecycle: Lifecycle;
    messages: Messages;
    notifications: Notifications;
    pages: Pages;
    holdPermission: Pick<Permission, 'has' | 'remove'>;
    consents: Pick<ConsentStore, 'load' | 'subscribe'>;
    preferences: Pick<PreferenceStore, 'load' | 'subscribe'>;
    policies: Pick<PolicyStore, 'load' | 'subscribe'>;
    staged: StagedBytes;
    /** Breaks off every upload. */
    stopUploads: () => Promise<void>;
    words: {
      notice: (scan: Scan) => Omit<Notification, 'id'>;
      hold: JoinGuardDeps['holdWords'];
      menu: () => Record<MenuSource, string>;
      notRecorded: (name: string) => Omit<Notification, 'id'>;
    } & AskedScansDeps['words'];
  };

/**
 * Gives the permission to hold back where no policy holds any more: with it stands a listener that is in other extensions'
 * way. Only at the browser's start, since a page asks for the permission before it saves the policy.
 */
async function giveBackHold({ policies, holdPermission }: BackgroundDeps): Promise<void> {
  const { policy } = await policies.load();
  if (!isHolding(policy) && (await holdPermission.has())) await holdPermission.remove();
}

/** Whoever has just installed Sluice reads what it sends, and agrees or not; nobody where an administrator has agreed. */
async function welcome({ consents, pages }: BackgroundDeps): Promise<void> {
  if ((await consents.load()) === undefined) await pages.openWelcome();
}

/** What is being sent when a consent is taken back is broken off. */
async function stopWithoutConsent({ consents, stopUploads }: BackgroundDeps): Promise<void> {
  if ((await consents.load()) === undefined) await stopUploads();
}

/** Wires the background: every listener stands when this returns, then it takes up what an earlier worker left. */
export function startBackground(deps: BackgroundDeps): void {
  const { now, newId, report, startTimer, words, notifications } = deps;
  const tellsClean = async () => (await deps.preferences.load()).notifyClean;
  const refreshToolbar = createRefreshToolbar(deps);
  const onChange = createAnnouncer({ ...deps, refreshToolbar, tellsClean, toWords: words.notice });
  const wakeUp = createWakeUp({ ...deps, onWake: () => void runner.run() });
  const rest = (ms: number) => new Promise<void>((resolve) => void startTimer(resolve, ms));
  const passwords = createPasswordMemory();
  const step = createScanStep({ ...deps, passwords });
  const runner = createScanRunner({ ...deps, passwords, step, wakeUp, onChange, rest });

  async function scan(address: string, source: ScanSource): Promise<{ id: string }> {
    const added = newScan({ id: newId(), source, address, now: now() });
    await runner.add(added);
    return { id: added.id };
  }

  /** A scan that is not even recorded must not pass in silence. */
  const onLost = ({ id, name }: Pick<Scan, 'id' | 'name'>) =>
    notifications.show({ id, ...words.notRecorded(name) }).catch(report);

  const keepHistory = createHistoryKeeper(deps);
  const guard = joinGuard({ ...deps, runner, onLost, tellsClean, holdWords: words.hold });
  const scanAgain = createScanAgain({ ...deps, runner });
  const onNoticeClick = createNoticeClicks({ ...deps, guard, scanAgain });
  guard.listen();
  const asked = createAskedScans({ ...deps, scan, scanThenSave: guard.scanThenSave });
  const orLost = (name: string, done: Promise<void>) =>
    void done.catch((error: unknown) => {
      report(error);
      return onLost({ id: newId(), name });
    });
  deps.contextMenus.onClicked((click) => orLost(click.address, asked.onMenu(click)));
  deps.shortcuts.onCommand((command, tab) => orLost('', asked.onCommand(command, tab)));
  deps.shortcuts.onEntered((text, isPrivateWindow) => orLost(text, asked.onEntered(text, isPrivateWindow)));
  deps.messages.serve({
    scan: ({ address, source }) => scan(address, source),
    async 'scan-file'({ id, name, size }) {
      const { server } = await deps.connections.load();
      await runner.add(newFileScan({ id, name, size, givenTo: server ?? undefined, now: now() }));
      return { id };
    },
    async seen() {
      await deps.alerts.save(false);
      await refreshToolbar();
      return undefined;
    },
    'scan-then-save': ({ address }) => asked.save(address),
    'scan-again': ({ id }) => scanAgain(id),
    retry: async ({ id }) => ({ accepted: await runner.retry(id) }),
    decide: async ({ id, choice }) => ({ accepted: await guard.decide(id, choice) }),
    unlock: async ({ id, password }) => ({ accepted: await runner.unlock(id, password) }),
    'allow-bytes': async ({ id, isAllowed }) => ({ accepted: await runner.allowBytes(id, isAllowed) }),
    'test-connection': createConnectionTest(deps.connect, deps.consents),
  });
  notifications.onClicked((id, action) => void onNoticeClick(id, action).catch(report));
  // By the preferences, documents may no longer be asked about.
  for (const { subscribe } of [deps.connections, deps.consents, deps.preferences])
    subscribe(() => {
      void refreshToolbar();
      void runner.retryWaiting().catch(report);
    });
  deps.consents.subscribe(() => void stopWithoutConsent(deps).catch(report));
  deps.policies.subscribe(() => void guard.reconsider());
  // A shorter history is one at once.
  deps.preferences.subscribe(() => void keepHistory());
  deps.alarm.onFired(() => void runner.run());
  deps.guardAlarm.onFired(() => void guard.run());
  deps.historyAlarm.onFired(() => void keepHistory());
  deps.lifecycle.onStartup(() => {
    void giveBackHold(deps).catch(report);
    void deps.holds.prune().catch(report);
    void keepHistory();
    void runner.run();
  });
  deps.lifecycle.onInstalled((reason) => {
    if (reason === 'install') void welcome(deps).catch(report);
    void deps.contextMenus.install(words.menu()).catch(report);
    void keepHistory();
  });

  void runner.run();
  void guard.run();
}
