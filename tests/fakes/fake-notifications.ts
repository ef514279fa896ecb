import type { Notification, Notifications } from '../../lib/platform/notifications.ts';
import { createFakeEvent } from './fake-event.ts';

export type FakeNotifications = Notifications & {
  /** Everything that was shown, in order, repeats included. */
  shown: () => readonly Notification[];
  /** Makes each further `show` fail with this error, or work again with undefined. */
  failWith: (error: Error | undefined) => void;
  /** A click on a notification. */
  click: (id: string) => void;
  listenerCount: () => number;
};

export function createFakeNotifications(): FakeNotifications {
  const clicked = createFakeEvent<[id: string]>();
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
    click: clicked.fire,
    listenerCount: clicked.listenerCount,
  };
}
