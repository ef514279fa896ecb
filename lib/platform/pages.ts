import browser from 'webextension-polyfill';

/** The extension's own pages. */
export type Pages = {
  /** Opens the popup, as a tab where the browser allows no popup without a click. */
  openPopup: () => Promise<void>;
  openOptions: () => Promise<void>;
};

/** Makes the port that opens the extension's pages. */
export function createPages(): Pages {
  return {
    async openPopup() {
      try {
        await browser.action.openPopup();
      } catch {
        await browser.tabs.create({ url: browser.runtime.getURL('popup.html') });
      }
    },
    openOptions: () => browser.runtime.openOptionsPage(),
  };
}
