import type { Scan } from '../core/scan.ts';
import type { Badge } from '../platform/badge.ts';
import type { Notification, Notifications } from '../platform/notifications.ts';
import type { ScanStore } from '../storage/scan-store.ts';

const NOTICES_AT_ONCE = 20;

export type AnnouncerDeps = {
  store: ScanStore;
  badge: Badge;
  notifications: Notifications;
  /** The words for a scan's outcome. */
  toWords: (scan: Scan) => Omit<Notification, 'id'>;
  report: (error: unknown) => void;
};

/**
 * Makes the function that brings the badge up to date and tells the person of outcomes they have not heard of.
 * A scan counts as told only once the notification stands, so that none is lost with a worker; the same id twice
 * replaces the first, so that none is shown twice. It never throws.
 */
export function createAnnouncer({ store, badge, notifications, toWords, report }: AnnouncerDeps) {
  let telling: Promise<void> | undefined;

  async function tellDue(): Promise<void> {
    const due = await store.listNotices(NOTICES_AT_ONCE);
    for (const scan of due) {
      if (isWorthTelling(scan)) await notifications.show({ id: scan.id, ...toWords(scan) });
      await store.update(scan.id, (current) => ({ ...current, notice: 'shown' }));
    }
    if (due.length === NOTICES_AT_ONCE) await tellDue();
  }

  return async (): Promise<void> => {
    try {
      await badge.showRunning(await store.countActive());
      telling ??= tellDue().finally(() => {
        telling = undefined;
      });
      await telling;
    } catch (error) {
      report(error);
    }
  };
}

/** Who asked for a scan hears of its outcome; a download that is clean, or that a rule kept back, passes quietly. */
function isWorthTelling({ source, state, verdict }: Scan): boolean {
  if (source !== 'download') return source !== 'paste' || verdict !== undefined;
  return state === 'done' && verdict !== 'clean';
}
