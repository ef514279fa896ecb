import * as v from 'valibot';
import browser, { type Tabs } from 'webextension-polyfill';
import type { PageLink } from '../core/page-link.ts';

/** Where links are read: a tab, and the frame in it that was clicked. */
export type TabPlace = { tabId: number; frameId?: number; isPrivateWindow: boolean };

/** Most links that are taken from one page. */
const MOST_LINKS = 2_000;

const Links = v.array(v.object({ address: v.string(), text: v.string(), isDownload: v.boolean() }));

/** The links of a page that a person has asked about. */
export type PageLinks = {
  /** In their order; undefined where the browser lets no extension read the page. Untrusted. */
  read: (place: TabPlace, isSelection: boolean) => Promise<readonly PageLink[] | undefined>;
};

/** Makes the port to the links of pages, which the browser opens with the person's own click, for that page only. */
export function createPageLinks(): PageLinks {
  return {
    async read({ tabId, frameId }, isSelection) {
      try {
        const [first] = await browser.scripting.executeScript({
          target: { tabId, ...(frameId === undefined ? {} : { frameIds: [frameId] }) },
          func: collectLinks,
          args: [isSelection, MOST_LINKS],
        });
        const links = v.safeParse(Links, first?.result);
        return links.success ? links.output : undefined;
      } catch {
        return undefined;
      }
    },
  };
}

/** The place of a tab, where it has a number. */
export function toTabPlace(tab: Tabs.Tab | undefined, frameId?: number): TabPlace | undefined {
  if (tab?.id === undefined) return undefined;
  return { tabId: tab.id, isPrivateWindow: tab.incognito, ...(frameId === undefined ? {} : { frameId }) };
}

/** Runs in the page, so it may use nothing from here. */
function collectLinks(isSelection: boolean, most: number) {
  const selection = getSelection();
  return [...document.querySelectorAll<HTMLAnchorElement>('a[href]')]
    .filter(({ href }) => /^https?:/.test(String(href)))
    .filter((link) => !isSelection || selection?.containsNode(link, true))
    .slice(0, most)
    .map((link) => ({
      address: link.href,
      text: (link.textContent ?? '').trim().slice(0, 200),
      isDownload: link.hasAttribute('download'),
    }));
}
