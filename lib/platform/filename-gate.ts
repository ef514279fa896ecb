import browser from 'webextension-polyfill';
import { toLastPart } from '../core/to-last-part.ts';
import { type DownloadItem, toSeenDownload } from './downloads.ts';
import type { HeldDownload, HoldGate } from './hold-gate.ts';

/** Chromium waits 15 s for a name, counted from before a stopped worker is started: some of it is for that. In ms. */
const WAITS_MS = 11_000;
const BROWSER_WAITS_MS = 15_000;
/** For each other one that is held, in ms: all of them are to be seen to before any of them runs out of time. */
const FOR_EACH_OTHER_MS = 50;
const FOR_OTHERS_MS = 5_000;
/** A `data:` address of so many characters comes with each word of the browser's on it, and each takes a second and more. */
const LARGE_ADDRESS = 5_000_000;

type Suggest = (suggestion?: { filename: string; conflictAction: 'uniquify' }) => void;
type FilenameListener = (item: DownloadItem, suggest: Suggest) => boolean;

/** What of Chromium's interface is in no types of the polyfill. */
declare const chrome: {
  offscreen?: object;
  downloads: {
    onDeterminingFilename: {
      addListener: (listener: FilenameListener) => void;
      removeListener: (listener: FilenameListener) => void;
    };
  };
};

/**
 * Makes the gate of Chromium: it holds a download back while it asks for its name. As long as such a listener stands,
 * names that other extensions choose for their own downloads are lost. So it stands only while downloads are to be held.
 *
 * That must be known in the worker's first turn, since a listener that comes later misses the event that started it.
 * Settings are read later than that; an optional permission is there at once, in its interface. So the permission
 * `offscreen`, which is granted and given back with the hold, says that a hold is on.
 */
export function createFilenameGate(): HoldGate {
  const open = new Set<Suggest>();
  return {
    onHeld(listener) {
      const listen: FilenameListener = (item, suggest) => {
        listener(toHeld(item, suggest, open));
        return true;
      };
      const { onDeterminingFilename } = chrome.downloads;
      if (chrome.offscreen !== undefined) onDeterminingFilename.addListener(listen);
      browser.permissions.onAdded.addListener(({ permissions = [] }) => {
        if (isHoldPermission(permissions)) onDeterminingFilename.addListener(listen);
      });
      browser.permissions.onRemoved.addListener(({ permissions = [] }) => {
        if (isHoldPermission(permissions)) onDeterminingFilename.removeListener(listen);
      });
    },
  };
}

function isHoldPermission(permissions: readonly string[]): boolean {
  return permissions.includes('offscreen');
}

/** @param open the answers that the browser still waits for */
function toHeld(item: DownloadItem, suggest: Suggest, open: Set<Suggest>): HeldDownload {
  const waitsUntil = toWaitsUntil(item, Date.now(), open.size);
  open.add(suggest);
  const { id, addresses, page, path, total, type, isPrivateWindow, isOwn } = toSeenDownload(item);
  let decided: 'not yet' | 'go' | 'stop' = 'not yet';
  function answer(name?: string): void {
    if (!open.delete(suggest)) return;
    suggest(name === undefined ? undefined : { filename: name, conflictAction: 'uniquify' });
  }
  return {
    downloadId: id,
    addresses,
    page,
    name: toLastPart(path),
    size: total,
    type,
    method: undefined,
    isPrivateWindow,
    isOwn,
    mayBeListed: false,
    canName: true,
    waitsUntil,
    go(name) {
      // A browser too busy to stop it in time goes on with it: then better under this name than under its own.
      if (decided === 'go' || (decided === 'stop' && name === undefined)) return;
      if (decided === 'not yet') decided = 'go';
      answer(name);
    },
    async stop() {
      if (decided !== 'not yet') return false;
      decided = 'stop';
      try {
        // Before it is named: then the whole file can't stand there before the word to cancel it arrives.
        await browser.downloads.cancel(id);
      } catch (error) {
        // It went on meanwhile, and may be complete.
        if (!open.has(suggest)) return false;
        decided = 'not yet';
        throw error;
      }
      answer();
      return true;
    },
    // The browser tells of the download itself.
    whenGone: () => {},
  };
}

/** Some of the time is over where the browser was busy with the word itself. One that was resumed began long ago. */
function toWaitsUntil({ url, startTime }: DownloadItem, now: number, others: number): number {
  if (url.length > LARGE_ADDRESS) return now;
  const spent = now - Date.parse(startTime);
  const forOthers = Math.min(others * FOR_EACH_OTHER_MS, FOR_OTHERS_MS);
  return now + WAITS_MS - forOthers - (spent > 0 && spent < BROWSER_WAITS_MS ? spent : 0);
}
