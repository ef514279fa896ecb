import { splitName } from './safe-name.ts';

/** A link of a page. All of it is untrusted. */
export type PageLink = { address: string; text: string; isDownload: boolean };

/** Endings of what browsers show. */
const PAGE_ENDING = /^\.(x?html?|php\d?|aspx?|jspx?|cgi)$/i;

/** Whether a link seems to lead to a file: its page says so, or its address ends like a file's name. */
export function isDownloadable({ address, isDownload }: PageLink): boolean {
  if (isDownload) return true;
  const path = URL.parse(address)?.pathname ?? '';
  const { ending } = splitName(path.split('/').at(-1) ?? '');
  return ending !== '' && !PAGE_ENDING.test(ending);
}

/** The links without repeats; what comes after `#` makes no other file. A download is one wherever its page says so. */
export function uniqueLinks(links: readonly PageLink[]): PageLink[] {
  const seen = new Map<string, PageLink>();
  for (const link of links) {
    const address = link.address.replace(/#.*/s, '');
    const known = seen.get(address);
    seen.set(address, {
      ...(known ?? link),
      address,
      isDownload: link.isDownload || known?.isDownload === true,
    });
  }
  return [...seen.values()];
}
