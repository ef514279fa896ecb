import browser from 'webextension-polyfill';
import type { ScanSource } from '../core/scan.ts';

/** The sources that have an entry of their own in the context menu. */
export const MENU_SOURCES = ['link', 'image', 'video', 'audio'] as const satisfies readonly ScanSource[];

export type MenuSource = (typeof MENU_SOURCES)[number];

export type MenuClick = { source: MenuSource; address: string; isPrivateWindow: boolean };

export type ContextMenus = {
  /** Replaces all entries. The browser keeps them, so this is for installation and start-up. */
  install: (titles: Readonly<Record<MenuSource, string>>) => Promise<void>;
  onClicked: (listener: (click: MenuClick) => void) => void;
};

/** Makes the port to the browser's context menus. */
export function createContextMenus(): ContextMenus {
  return {
    async install(titles) {
      await browser.contextMenus.removeAll();
      for (const source of MENU_SOURCES) {
        browser.contextMenus.create({ id: `scan-${source}`, title: titles[source], contexts: [source] });
      }
    },
    onClicked: (listener) =>
      browser.contextMenus.onClicked.addListener((info, tab) => {
        const source = MENU_SOURCES.find((candidate) => info.menuItemId === `scan-${candidate}`);
        // A linked picture has both addresses: the entry that was chosen says which one is meant.
        const address = source === 'link' ? info.linkUrl : info.srcUrl;
        if (source === undefined || address === undefined) return;
        listener({ source, address, isPrivateWindow: tab?.incognito === true });
      }),
  };
}
