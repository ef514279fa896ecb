import * as v from 'valibot';
import browser, { type Tabs } from 'webextension-polyfill';
import type { PageLink } from '../core/page-link.ts';

/** Where links are read: a tab, and the frame in it that was clicked. */
export type TabPlace = { tabId: number; frameId?: number; isPrivateWindow: boolean };

/** Most links that are taken from one page: those that look like files first. */
const MAX_LINKS = 2_000;

const Links = v.object({
  links: v.array(v.object({ address: v.string(), text: v.string(), isDownload: v.boolean() })),
  isCut: v.boolean(),
});

/** What was found: `isCut` where the page has more than are taken. */
export type FoundLinks = { links: readonly PageLink[]; isCut: boolean };

/** The links of a page that a person has asked about. */
export type PageLinks = {
  /** In their order; undefined where the browser lets no extension read the page. Untrusted. */
  read: (place: TabPlace, isSelection: boolean) => Promise<FoundLinks | undefined>;
};

/** Makes the port to the links of pages, which the browser opens with the person's own click, for that page only. */
export function createPageLinks(): PageLinks {
  return {
    async read({ tabId, frameId }, isSelection) {
      try {
        const [first] = await browser.scripting.executeScript({
          target: { tabId, ...(frameId === undefined ? {} : { frameIds: [frameId] }) },
          func: collectLinks,
          args: [isSelection, MAX_LINKS],
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

/** Runs in the page, so it may use nothing from here. What browsers can't read as an address leads nowhere. */
function collectLinks(isSelection: boolean, most: number) {
  const selection = getSelection();
  const found = new Map<string, { address: string; text: string; isDownload: boolean }>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) {
    const address = String(link.href);
    if (!/^https?:/.test(address) || address.length > 500_000 || !URL.canParse(address)) continue;
    if (isSelection && !selection?.containsNode(link, true)) continue;
    const isDownload = link.hasAttribute('download') || found.get(address)?.isDownload === true;
    found.set(address, { address, text: (link.textContent ?? '').trim().slice(0, 200), isDownload });
  }
  const isFile = ({ address, isDownload }: { address: string; isDownload: boolean }) =>
    isDownload || /\/.*\/.*\.\w+(?:[?#]|$)/.test(address);
  const all = [...found.values()];
  const isCut = all.length > most;
  // Sorting keeps the order of what is alike.
  const links = isCut ? all.sort((a, b) => Number(isFile(b)) - Number(isFile(a))).slice(0, most) : all;
  return { links, isCut };
}
