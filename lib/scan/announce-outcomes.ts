import { createLatestRun } from '../core/create-latest-run.ts';
import { scanNoticeFacts } from '../core/notice-facts.ts';
import type { Scan } from '../core/scan.ts';
import type { Notification, Notifications } from '../platform/notifications.ts';
import type { AlertStore } from '../storage/alert-store.ts';
import type { HoldStore } from '../storage/hold-store.ts';
import type { ScanStore } from '../storage/scan-store.ts';

const NOTICES_AT_ONCE = 20;

export type AnnouncerDeps = {
  store: ScanStore;
  /** What becomes of a guarded download is told by its hold, once it is decided. */
  holds: Pick<HoldStore, 'get'>;
  /** Brings the toolbar button up to date. Must not throw. */
  refreshToolbar: () => Promise<void>;
  alerts: Pick<AlertStore, 'save'>;
  notifications: Notifications;
  /** Whether clean results are told of too. */
  tellsClean: () => Promise<boolean>;
  /** The words for a scan's outcome. */
  toWords: (scan: Scan) => Omit<Notification, 'id'>;
  report: (error: unknown) => void;
};

/**
 * Makes the function that brings the badge up to date and tells the person of outcomes they have not heard of.
 * A scan counts as told only once the notification stands, so that none is lost with a worker; the same id twice
 * replaces the first, so that none is shown twice. It never throws.
 */
export function createAnnouncer(deps: AnnouncerDeps) {
  const { store, holds, alerts, refreshToolbar, notifications, tellsClean, toWords, report } = deps;

  /** Answers whether the person has been told. What could not be told stays due, for the next change or start. */
  async function tell(scan: Scan): Promise<boolean> {
    try {
      if (scanNoticeFacts(scan).weight === 'alarm') await alarm();
      const hold = scan.source === 'download' ? await holds.get(scan.id) : undefined;
      // What the browser has forgotten may stand all the same, as after each start of Firefox: nobody else tells of it.
      const isOnItsOwn = hold?.lostBecause === 'forgotten' && scan.state === 'done';
      const isGuarded = hold !== undefined && !isOnItsOwn;
      const isOutcomeTold = !isGuarded && isWorthTelling(scan) && (!isClean(scan) || (await tellsClean()));
      if (isOutcomeTold || scan.problem === 'ask-first')
        await notifications.show({ id: scan.id, ...toWords(scan), ...scanNoticeFacts(scan) });
      // A scan that was taken up again meanwhile will have another outcome, which is news.
      await store.update(scan.id, (current) =>
        current.finishedAt === scan.finishedAt ? { ...current, notice: 'shown' } : current,
      );
      return true;
    } catch (error) {
      report(error);
      return false;
    }
  }

  async function alarm(): Promise<void> {
    await alerts.save(true);
    await refreshToolbar();
  }

  async function tellDue(): Promise<void> {
    const due = await store.listNotices(NOTICES_AT_ONCE);
    const told = await Promise.all(due.map(tell));
    if (due.length === NOTICES_AT_ONCE && told.includes(true)) await tellDue();
  }

  return createLatestRun(async () => {
    await refreshToolbar();
    await tellDue().catch(report);
  });
}

/**
 * Who asked for a scan hears of its outcome, but not of an address that was kept back before the eyes of the person who
 * pasted it. A download that could not be sent passes quietly.
 */
function isWorthTelling({ source, state }: Scan): boolean {
  const isAsked = source !== 'paste' && source !== 'download';
  return isAsked || state === 'done' || state === 'failed';
}

function isClean({ state, verdict }: Scan): boolean {
  return state === 'done' && verdict === 'clean';
}
