import browser from 'webextension-polyfill';

/** The small text on the toolbar button. */
export type Badge = {
  /** Shows how many scans are under way; nothing for none. */
  showRunning: (count: number) => Promise<void>;
};

const BACKGROUND = '#0b6bcb';
const TEXT = '#ffffff';

/** Makes the port to the toolbar button's badge. */
export function createBadge(): Badge {
  return {
    async showRunning(count) {
      await browser.action.setBadgeBackgroundColor({ color: BACKGROUND });
      await browser.action.setBadgeTextColor?.({ color: TEXT });
      await browser.action.setBadgeText({ text: count === 0 ? '' : count > 99 ? '99+' : String(count) });
    },
  };
}
