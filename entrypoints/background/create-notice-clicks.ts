import type { NoticeAction } from '../../lib/core/notice-action.ts';
import type { Guard } from '../../lib/downloads/guard.ts';
import type { Pages } from '../../lib/platform/pages.ts';
import { SUMMARY_ID } from '../../lib/scan/grouped-notifications.ts';
import type { ScanAgain } from '../../lib/scan/scan-again.ts';

export type NoticeClicksDeps = {
  guard: Pick<Guard, 'decide'>;
  scanAgain: ScanAgain;
  pages: Pages;
};

/** Makes what a click on a notification does. What can't be done any more shows the details instead. */
export function createNoticeClicks({ guard, scanAgain, pages }: NoticeClicksDeps) {
  return async (id: string, action: NoticeAction | undefined): Promise<void> => {
    switch (action) {
      case 'keep':
      case 'remove':
        if (await guard.decide(id, action)) return;
        return pages.openHistory(id);
      case 'again':
        if ((await scanAgain(id)).accepted) return;
        return pages.openHistory(id);
      // Only there can a password be entered.
      case 'unlock':
        return pages.openPopup();
      case 'show':
      case undefined:
        return pages.openHistory(id === SUMMARY_ID ? undefined : id);
    }
  };
}
