import browser from 'webextension-polyfill';
import { type TabPlace, toTabPlace } from './page-links.ts';

/** The entries of the context menu, by what they are about. */
export const MENU_SOURCES = ['link', 'image', 'video', 'audio', 'selection', 'page', 'save'] as const;

export type MenuSource = (typeof MENU_SOURCES)[number];

export type MenuClick = {
  source: MenuSource;
  /** '' for a selection and a page, whose links are still to be read at `place`. */
  address: string;
  place?: TabPlace | undefined;
  isPrivateWindow: boolean;
};

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
        browser.contextMenus.create({
          id: `scan-${source}`,
          title: titles[source],
          contexts: source === 'save' ? ['link'] : [source],
        });
      }
    },
    onClicked: (listener) =>
      browser.contextMenus.onClicked.addListener((info, tab) => {
        const source = MENU_SOURCES.find((candidate) => info.menuItemId === `scan-${candidate}`);
        if (source === undefined) return;
        const isOfPage = source === 'selection' || source === 'page';
        // A linked picture has both addresses: the entry that was chosen says which one is meant.
        const address = isOfPage ? '' : source === 'link' || source === 'save' ? info.linkUrl : info.srcUrl;
        if (address === undefined) return;
        const place = toTabPlace(tab, source === 'selection' ? info.frameId : undefined);
        listener({ source, address, place, isPrivateWindow: tab?.incognito === true });
      }),
  };
}
