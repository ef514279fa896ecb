import browser from 'webextension-polyfill';

/** A download as the browser reports it when it begins. */
export type NewDownload = {
  id: number;
  /** The address after redirects where the browser knows it; of `data:` it may be very long. */
  address: string;
  /** Full path on the disk, or '' where it is not decided yet. */
  path: string;
  isPrivateWindow: boolean;
  /** Started by this extension. */
  isOwn: boolean;
};

export type Downloads = {
  onCreated: (listener: (download: NewDownload) => void) => void;
  /** Calls back when the browser has decided the path of a download. */
  onNamed: (listener: (id: number, path: string) => void) => void;
};

/** `finalUrl` is Chromium's and not in the polyfill's types. */
type DownloadItem = browser.Downloads.DownloadItem & { finalUrl?: string };

/** Makes the port to the browser's downloads. */
export function createDownloads(): Downloads {
  return {
    onCreated: (listener) =>
      browser.downloads.onCreated.addListener((item: DownloadItem) =>
        listener({
          id: item.id,
          address: item.finalUrl || item.url,
          path: item.filename,
          isPrivateWindow: item.incognito,
          isOwn: item.byExtensionId === browser.runtime.id,
        }),
      ),
    onNamed: (listener) =>
      browser.downloads.onChanged.addListener(({ id, filename }) => {
        if (filename?.current) listener(id, filename.current);
      }),
  };
}
