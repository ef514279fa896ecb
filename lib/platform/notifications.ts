import browser from 'webextension-polyfill';
import { NOTICE_ACTIONS, type NoticeAction, type NoticeFacts } from '../core/notice-action.ts';

export type Notification = { id: string; title: string; message: string } & Partial<NoticeFacts>;

export type Notifications = {
  /** Shows a notification, in place of an earlier one with the same id. */
  show: (notification: Notification) => Promise<void>;
  /** A click on the notification itself, or on the button of an action: also on one that an earlier worker showed. */
  onClicked: (listener: (id: string, action: NoticeAction | undefined) => void) => void;
};

export type NotificationsOptions = {
  /** Firefox shows none, and refuses notifications that have some. */
  hasButtons: boolean;
  toTitle: (action: NoticeAction) => string;
};

/**
 * Makes the port to the browser's notifications. The buttons are part of the browser's id, so that a click means what
 * the person saw, whatever has become of the scan since.
 */
export function createNotifications({ hasButtons, toTitle }: NotificationsOptions): Notifications {
  async function clearOthers(id: string, shown: string): Promise<void> {
    const stand = Object.keys(await browser.notifications.getAll());
    const others = stand.filter((other) => other !== shown && parse(other).id === id);
    await Promise.all(others.map((other) => browser.notifications.clear(other)));
  }

  return {
    async show({ id, title, message, actions = [] }) {
      const iconUrl = browser.runtime.getURL('icon/128.png');
      // A space in the id must not pass for its end.
      const shown = [encodeURIComponent(id), ...actions].join(' ');
      const plain = { type: 'basic', iconUrl, title, message } as const;
      // The types are Firefox's, which has none.
      const options = hasButtons
        ? { ...plain, buttons: actions.map((action) => ({ title: toTitle(action) })) }
        : plain;
      await browser.notifications.create(shown, options);
      await clearOthers(id, shown);
    },
    onClicked(listener) {
      const clicked = (shown: string, button?: number) => {
        void browser.notifications.clear(shown);
        const { id, actions } = parse(shown);
        listener(id, button === undefined ? undefined : actions[button]);
      };
      browser.notifications.onClicked.addListener((shown) => clicked(shown));
      if (hasButtons) browser.notifications.onButtonClicked.addListener(clicked);
    },
  };
}

function parse(shown: string): { id: string; actions: readonly (NoticeAction | undefined)[] } {
  const [id = '', ...names] = shown.split(' ');
  return {
    id: decodeURIComponent(id),
    actions: names.map((name) => NOTICE_ACTIONS.find((action) => action === name)),
  };
}
