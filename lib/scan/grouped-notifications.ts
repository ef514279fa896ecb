import type { NoticeWeight } from '../core/notice-action.ts';
import { addNotice, countNotices, type NoticeGroup } from '../core/notice-group.ts';
import { toNoticeText } from '../core/notice-text.ts';
import type { Notification, Notifications } from '../platform/notifications.ts';

/** The id of the notification that stands for many. It is about no scan. */
export const SUMMARY_ID = 'summary';

const MOST_OF_TITLE = 120;
const MOST_OF_MESSAGE = 400;

export type GroupedNotificationsDeps = {
  notifications: Notifications;
  toSummary: (counts: Record<NoticeWeight, number>) => Omit<Notification, 'id'>;
  now: () => number;
};

/** Makes notifications of which many at a time become one, and in which untrusted text reads as what it is. */
export function createGroupedNotifications(deps: GroupedNotificationsDeps): Notifications {
  const { notifications, toSummary, now } = deps;
  let group: NoticeGroup | undefined;
  return {
    async show({ title, message, ...notice }) {
      const { id, weight = 'news' } = notice;
      group = addNotice(group, { id, weight }, now());
      if (group.summed.has(id))
        return notifications.show({ id: SUMMARY_ID, ...toSummary(countNotices(group)) });
      await notifications.show({
        ...notice,
        title: toNoticeText(title, MOST_OF_TITLE),
        message: toNoticeText(message, MOST_OF_MESSAGE),
      });
    },
    onClicked: notifications.onClicked,
  };
}
