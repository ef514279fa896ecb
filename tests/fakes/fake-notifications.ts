import type { NoticeAction } from '../../lib/core/notice-action.ts';
import type { Notification, Notifications } from '../../lib/platform/notifications.ts';
import { createFakeEvent } from './fake-event.ts';

export type FakeNotifications = Notifications & {
  /** Everything that was shown, in order, repeats included. */
  shown: () => readonly Notification[];
  /** Makes each further `show` fail with this error, or work again with undefined. */
  failWith: (error: Error | undefined) => void;
  /** A click on a notification, or on a button of it. */
  click: (id: string, action?: NoticeAction) => void;
  listenerCount: () => number;
};

export function createFakeNotifications(): FakeNotifications {
  const clicked = createFakeEvent<[id: string, action: NoticeAction | undefined]>();
  const shown: Notification[] = [];
  let failure: Error | undefined;
  return {
    async show(notification) {
      if (failure !== undefined) throw failure;
      shown.push(notification);
    },
    onClicked: (listener) => void clicked.add(listener),
    shown: () => shown,
    failWith(error) {
      failure = error;
    },
    click: (id, action) => clicked.fire(id, action),
    listenerCount: clicked.listenerCount,
  };
}
