import browser from 'webextension-polyfill';
import { toNamedAddress } from '../core/named-address.ts';
import type { SeenDownload } from '../core/seen-download.ts';

export type NewDelivery = {
  /** A Blob's is of a type that fits the name, or of octet-stream: Chromium changes the ending else. */
  address: string;
  /** The name that it is to have: one part of a path. Counted up by the browser where it is taken. */
  name: string;
};

/** The browser's downloads. What changes them throws where the browser refuses. */
export type Downloads = {
  onCreated: (listener: (download: SeenDownload) => void) => void;
  /** Calls back when a download was named, has ended, went on, or its file is gone. */
  onChanged: (listener: (id: number) => void) => void;
  find: (id: number) => Promise<SeenDownload | undefined>;
  /** All that are not complete and not interrupted. */
  listArriving: () => Promise<SeenDownload[]>;
  /** Those that began at a time or later, in ms since 1970. */
  listSince: (time: number) => Promise<SeenDownload[]>;
  /** Sluice's own, by the end of their address. */
  findOwn: (addressEnd: string) => Promise<SeenDownload[]>;
  /** Starts one of our own; answers its number. */
  start: (delivery: NewDelivery) => Promise<number>;
  cancel: (id: number) => Promise<void>;
  resume: (id: number) => Promise<void>;
  /** Removes the file of a complete one from the disk. */
  removeFile: (id: number) => Promise<void>;
  /** Takes it out of the browser's list; the file stays. */
  erase: (id: number) => Promise<void>;
};

/** `finalUrl` is Chromium's and not in the polyfill's types. */
export type DownloadItem = browser.Downloads.DownloadItem & { finalUrl?: string };

/** Makes the port to the browser's downloads. */
export function createDownloads(): Downloads {
  const { downloads } = browser;
  return {
    onCreated: (listener) => downloads.onCreated.addListener((item) => listener(toSeenDownload(item))),
    onChanged: (listener) =>
      downloads.onChanged.addListener(({ id, filename, state, exists, paused }) => {
        if (filename ?? state ?? exists ?? paused) listener(id);
      }),
    find: async (id) => (await downloads.search({ id })).map(toSeenDownload)[0],
    listArriving: async () => (await downloads.search({ state: 'in_progress' })).map(toSeenDownload),
    listSince: async (time) =>
      (await downloads.search({ startedAfter: new Date(time).toISOString() })).map(toSeenDownload),
    async findOwn(addressEnd) {
      // As a pattern it may fit others too.
      const urlRegex = `${addressEnd.replace(/\W/g, '.')}$`;
      const found = (await downloads.search({ urlRegex, orderBy: ['-startTime'] })).map(toSeenDownload);
      return found.filter(({ isOwn, addresses }) => isOwn && addresses[0]?.endsWith(addressEnd) === true);
    },
    start: ({ address, name }) =>
      downloads.download({
        url: toNamedAddress(address, name),
        filename: name,
        conflictAction: 'uniquify',
        saveAs: false,
      }),
    cancel: (id) => downloads.cancel(id),
    resume: (id) => downloads.resume(id),
    removeFile: (id) => downloads.removeFile(id),
    async erase(id) {
      await downloads.erase({ id });
    },
  };
}

/** What an item of the browser says, in our words. */
export function toSeenDownload(item: DownloadItem): SeenDownload {
  const { finalUrl, url, totalBytes, fileSize, state } = item;
  const total = Math.max(totalBytes, fileSize ?? -1);
  return {
    id: item.id,
    addresses: finalUrl && finalUrl !== url && !url.startsWith('data:') ? [url, finalUrl] : [url],
    page: item.referrer ?? '',
    path: item.filename,
    state: state === 'in_progress' ? 'arriving' : state,
    canResume: item.canResume,
    error: item.error,
    exists: item.exists,
    total: total > 0 || state === 'complete' ? Math.max(0, total) : undefined,
    received: item.bytesReceived,
    type: item.mime ?? '',
    isPrivateWindow: item.incognito,
    // Chromium says by whom it was started only later than that it begins.
    isOwn: item.byExtensionId === browser.runtime.id || url.startsWith(`blob:${browser.runtime.getURL('')}`),
    startedAt: toTime(item.startTime),
  };
}

/** What other extensions start has no time in Firefox before it is under way. */
function toTime(text: string | undefined): number | undefined {
  return Date.parse(text ?? '') || undefined;
}
