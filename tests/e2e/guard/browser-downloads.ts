import type { ExtensionPage } from './cell-lab.ts';

/** Of what the browser knows of a download. */
export type BrowserDownload = {
  id: number;
  filename: string;
  state: string;
  /** Why it broke off. */
  error?: string;
  /** Its beginning. */
  url: string;
};

/** The part of `chrome` that is used inside the extension's page. */
declare const chrome: { downloads: { search: (query: object) => Promise<BrowserDownload[]> } };

/** What the browser knows of its downloads, with the beginnings of their addresses: those of `data:` are as long as their files. */
export function listDownloads(extensionPage: ExtensionPage): Promise<BrowserDownload[]> {
  return extensionPage.evaluate(
    async (query) =>
      (await chrome.downloads.search(query)).map(({ id, filename, state, error, url }) => ({
        ...{ id, filename, state, url: url.slice(0, 200) },
        ...(error ? { error } : {}),
      })),
    {},
  );
}
