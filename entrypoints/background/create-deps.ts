import { i18n } from '#i18n';
import { checkFileSize } from '../../lib/api/check-file-size.ts';
import { MAX_FILE_BYTES } from '../../lib/api/max-file-bytes.ts';
import { toFileName } from '../../lib/core/target.ts';
import { holdNoticeWords } from '../../lib/i18n/hold-notice-words.ts';
import { noticeSummaryWords } from '../../lib/i18n/notice-summary-words.ts';
import { noticeWords } from '../../lib/i18n/scan-words.ts';
import { createAlarm, MIN_ALARM_DELAY_MS } from '../../lib/platform/alarm.ts';
import { createBadge } from '../../lib/platform/badge.ts';
import { createIsNewSession } from '../../lib/platform/browser-session.ts';
import { createByteAccess } from '../../lib/platform/byte-access.ts';
import { createContextMenus } from '../../lib/platform/context-menus.ts';
import { createDownloads } from '../../lib/platform/downloads.ts';
import { createFilenameGate } from '../../lib/platform/filename-gate.ts';
import { createHoldPermission } from '../../lib/platform/hold-permission.ts';
import { createKeepAlive } from '../../lib/platform/keep-alive.ts';
import { createLifecycle } from '../../lib/platform/lifecycle.ts';
import { createLocalArea } from '../../lib/platform/local-area.ts';
import { createManagedArea } from '../../lib/platform/managed-area.ts';
import { createMessages } from '../../lib/platform/messages.ts';
import { createNoOffscreen } from '../../lib/platform/no-offscreen.ts';
import { createNotifications } from '../../lib/platform/notifications.ts';
import { createOffscreen } from '../../lib/platform/offscreen.ts';
import { createOffscreenBrowser } from '../../lib/platform/offscreen-browser.ts';
import { createPageLinks } from '../../lib/platform/page-links.ts';
import { createPages } from '../../lib/platform/pages.ts';
import { createPostingRule } from '../../lib/platform/posting-rule.ts';
import { createRequestGate } from '../../lib/platform/request-gate.ts';
import { createShortcuts } from '../../lib/platform/shortcuts.ts';
import { createGroupedNotifications } from '../../lib/scan/grouped-notifications.ts';
import { createRemoteUploads } from '../../lib/scan/remote-uploads.ts';
import { createScanSubmitter } from '../../lib/scan/scan-submitter.ts';
import { createStagedTidy } from '../../lib/scan/tidy-staged.ts';
import { createUploadProgress } from '../../lib/scan/upload-progress.ts';
import { createUploads } from '../../lib/scan/uploads.ts';
import type { StartTimer } from '../../lib/scan/wake-up.ts';
import { createAlertStore } from '../../lib/storage/alert-store.ts';
import { createHistoryPruner } from '../../lib/storage/history-pruner.ts';
import { createHoldStore } from '../../lib/storage/hold-store.ts';
import { createLookupStore } from '../../lib/storage/lookup-store.ts';
import { createDatabaseOpener } from '../../lib/storage/open-database.ts';
import { createPrivateHoldStore } from '../../lib/storage/private-hold-store.ts';
import { createPrivateRows } from '../../lib/storage/private-rows.ts';
import { createPrivateScanStore } from '../../lib/storage/private-scan-store.ts';
import { createPrivateStagedBytes } from '../../lib/storage/private-staged-bytes.ts';
import { createScanChanges } from '../../lib/storage/scan-changes.ts';
import { createScanRemover } from '../../lib/storage/scan-remover.ts';
import { createScanStore } from '../../lib/storage/scan-store.ts';
import { createSettingsStores } from '../../lib/storage/settings-stores.ts';
import { createStagedBytes } from '../../lib/storage/staged-bytes.ts';
import { createBackgroundDesk } from './create-background-desk.ts';
import { createConnect } from './create-connect.ts';
import type { BackgroundDeps } from './start-background.ts';

/** The real parts of the background, over the browser's interfaces. Does nothing but make them. */
export function createDeps(): BackgroundDeps {
  const area = createLocalArea();
  const openDatabase = createDatabaseOpener();
  // What belongs to private windows is kept in this worker's memory.
  const rows = createPrivateRows(Date.now);
  const staged = createPrivateStagedBytes(createStagedBytes(openDatabase), rows);
  const { connections, consents, policies, preferences } = createSettingsStores(area, createManagedArea());
  const keepAlive = createKeepAlive();
  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  // Decided when it is built: what Firefox does not have is not in its build either.
  const offscreen = import.meta.env.FIREFOX
    ? createNoOffscreen()
    : createOffscreen({ browser: createOffscreenBrowser(), pause });
  const uploads = createRemoteUploads({
    offscreen,
    connections,
    isPrivate: rows.isPrivate,
    otherwise: createUploads({ staged, keepAlive, progress: createUploadProgress(Date.now) }),
  });
  const changes = createScanChanges();
  const store = createPrivateScanStore(createScanStore(openDatabase, changes), rows, changes);
  const holds = createPrivateHoldStore(createHoldStore(openDatabase, changes), rows);
  const startTimer: StartTimer = (callback, delayMs) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  };
  const report = (error: unknown) => console.error('Sluice:', error);
  return {
    alarm: createAlarm('tick'),
    guardAlarm: createAlarm('guard'),
    historyAlarm: createAlarm('history'),
    access: createByteAccess(),
    minAlarmDelayMs: MIN_ALARM_DELAY_MS,
    badge: createBadge((state) => i18n.t(`toolbar.${state}`)),
    alerts: createAlertStore(area),
    shortcuts: createShortcuts(),
    pageLinks: createPageLinks(),
    contextMenus: createContextMenus(),
    downloads: createDownloads(),
    lifecycle: createLifecycle(),
    messages: createMessages(),
    notifications: createGroupedNotifications({
      notifications: createNotifications({
        hasButtons: !import.meta.env.FIREFOX,
        toTitle: (action) => i18n.t(`notice.${action}`),
      }),
      toSummary: noticeSummaryWords,
      now: Date.now,
    }),
    pages: createPages(),
    connections,
    consents,
    store,
    holds,
    changes,
    policies,
    preferences,
    pruneHistory: createHistoryPruner(openDatabase, createScanRemover(openDatabase, changes)),
    holdPermission: createHoldPermission(import.meta.env.FIREFOX),
    gate: import.meta.env.FIREFOX ? createRequestGate({ keepAlive, now: Date.now }) : createFilenameGate(),
    mayComeBack: import.meta.env.FIREFOX ? createIsNewSession() : async () => false,
    keepAlive,
    maxBytes: MAX_FILE_BYTES,
    desk: createBackgroundDesk({
      offscreen,
      staged,
      isPrivate: rows.isPrivate,
      keepAlive,
      startTimer,
      now: Date.now,
      report,
    }),
    staged,
    tidyStaged: createStagedTidy({ staged, scans: store, holds, now: Date.now }),
    connect: createConnect(createLookupStore(area), report),
    stopUploads: uploads.stop,
    submit: createScanSubmitter({
      uploads,
      consents,
      checkSize: checkFileSize,
      beforePost: createPostingRule(),
    }),
    startTimer,
    now: Date.now,
    random: Math.random,
    newId: () => crypto.randomUUID(),
    words: {
      notice: noticeWords,
      hold: holdNoticeWords,
      menu: () => ({
        link: i18n.t('menu.link'),
        image: i18n.t('menu.image'),
        video: i18n.t('menu.video'),
        audio: i18n.t('menu.audio'),
        selection: i18n.t('menu.selection'),
        page: i18n.t('menu.page'),
        save: i18n.t('menu.save'),
      }),
      notRecorded: (name) => ({
        title: i18n.t('notRecorded.title', [toFileName(name)]),
        message: i18n.t('notRecorded.message'),
      }),
      privateWindow: () => ({
        title: i18n.t('privateWindow.title'),
        message: i18n.t('privateWindow.message'),
      }),
      noLinks: () => ({ title: i18n.t('privateWindow.title'), message: i18n.t('links.none') }),
      notSaved: () => ({ title: i18n.t('notSaved.title'), message: i18n.t('notSaved.message') }),
      unreadablePage: () => ({ title: i18n.t('privateWindow.title'), message: i18n.t('links.unreadable') }),
    },
    report,
  };
}
