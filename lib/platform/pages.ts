import browser from 'webextension-polyfill';

/** The extension's own pages. */
export type Pages = {
  /** Opens the popup, as a tab where the browser allows no popup without a click. */
  openPopup: () => Promise<void>;
  openOptions: () => Promise<void>;
  /**
   * Opens the history in a tab of its own.
   * @param id of the scan whose details are shown; left out: none
   */
  openHistory: (id?: string) => Promise<void>;
  /** Opens the list of the links of the page in this tab. */
  openLinks: (tabId: number) => Promise<void>;
  /** Opens the page that says what Sluice sends and where, and asks for the consent. */
  openWelcome: () => Promise<void>;
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
    async openHistory(id) {
      const place = id === undefined ? '' : `#scan=${encodeURIComponent(id)}`;
      await browser.tabs.create({ url: browser.runtime.getURL('history.html') + place });
    },
    async openWelcome() {
      await browser.tabs.create({ url: browser.runtime.getURL('welcome.html') });
    },
    async openLinks(tabId) {
      await browser.tabs.create({ url: browser.runtime.getURL(`/links.html#tab=${tabId}`) });
    },
  };
}
