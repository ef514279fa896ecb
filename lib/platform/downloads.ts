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

export type NamedDownload = {
  id: number;
  /** Full path on the disk. */
  path: string;
  /** When it began, in ms since 1970: Firefox gives the numbers of downloads anew in each session. */
  startedAt: number;
};

export type Downloads = {
  onCreated: (listener: (download: NewDownload) => void) => void;
  /** Calls back when the browser has decided the path of a download that is not of a private window. */
  onNamed: (listener: (named: NamedDownload) => void) => void;
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
        if (filename?.current) void tellName(id, filename.current, listener);
      }),
  };
}

async function tellName(id: number, path: string, listener: (named: NamedDownload) => void): Promise<void> {
  // An item that is gone already has nobody who would read its name.
  const [item] = await browser.downloads.search({ id }).catch(() => []);
  if (item === undefined || item.incognito) return;
  listener({ id, path, startedAt: Date.parse(item.startTime) });
}
