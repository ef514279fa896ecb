import browser from 'webextension-polyfill';

export type Notification = { id: string; title: string; message: string };

export type Notifications = {
  /** Shows a notification, in place of an earlier one with the same id. */
  show: (notification: Notification) => Promise<void>;
  onClicked: (listener: (id: string) => void) => void;
};

/** Makes the port to the browser's notifications. */
export function createNotifications(): Notifications {
  return {
    async show({ id, title, message }) {
      const iconUrl = browser.runtime.getURL('icon/128.png');
      await browser.notifications.create(id, { type: 'basic', iconUrl, title, message });
    },
    onClicked: (listener) =>
      browser.notifications.onClicked.addListener((id) => {
        void browser.notifications.clear(id);
        listener(id);
      }),
  };
}
