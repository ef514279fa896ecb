import type { SeenDownload } from '../core/seen-download.ts';
import type { HeldDownload } from '../platform/hold-gate.ts';
import type { BeginningDownload, Begun } from './begin-download.ts';

/** How long after a download was listed its request may be asked about, or before, in ms. */
const ASKED_WITHIN_MS = 5_000;
/** How many are remembered between their beginning and the question for their name. */
const MOST_BEGINNINGS = 1_000;

/** A download that was told of: its hold's id, and what was decided on it. */
export type Beginning = {
  id: string;
  done: Promise<Begun>;
  /** The browser lists it, so that none is to begin once it is let go. */
  isListed: boolean;
};

/** The downloads that this worker was told of. The browser tells twice of one that it holds: whichever comes first counts. */
export type Beginnings = {
  has: (downloadId: number) => boolean;
  /** A listed download is that of a hold, unless it is another's: whoever is told of it again has heard of it. */
  note: (downloadId: number, id: string) => void;
  start: (download: BeginningDownload) => Beginning;
  /** That of a held download, which is started where the browser has not told of it before. */
  of: (held: HeldDownload) => Beginning;
  /** The id of a held one without a number that the browser lists now. Each is answered once. */
  adopt: (download: SeenDownload) => string | undefined;
};

export type BeginningsDeps = {
  newId: () => string;
  now: () => number;
  begin: (id: string, download: BeginningDownload) => Promise<Begun>;
};

type Known = Beginning & { address: string | undefined; at: number; isAsked: boolean };

/** Makes the memory of them. */
export function createBeginnings({ newId, now, begin }: BeginningsDeps): Beginnings {
  const known = new Map<number, Known>();
  /** Held without a number, and not listed by the browser so far, though it may be. */
  let unlisted: Known[] = [];

  function start(download: BeginningDownload): Known {
    const id = newId();
    const { downloadId, addresses } = download;
    const isListed = downloadId !== undefined;
    const done = begin(id, download);
    const beginning = { id, done, isListed, address: addresses[0], at: now(), isAsked: false };
    if (downloadId !== undefined) remember(downloadId, beginning);
    return beginning;
  }

  function remember(downloadId: number, beginning: Known): void {
    known.set(downloadId, beginning);
    const [oldest] = known.keys();
    if (known.size > MOST_BEGINNINGS && oldest !== undefined) known.delete(oldest);
  }

  const isFresh = ({ at }: Known) => now() - at <= ASKED_WITHIN_MS;

  /** Firefox lists a link that is saved by the menu before it asks about the request, which has no number, or after it. */
  function findListed({ addresses, mayBeListed }: HeldDownload): Beginning | undefined {
    if (!mayBeListed) return undefined;
    const isIt = (known: Known) => known.address === addresses[0] && !known.isAsked && isFresh(known);
    const found = [...known.values()].find(isIt);
    if (found !== undefined) found.isAsked = true;
    return found;
  }

  function startHeld(held: HeldDownload): Beginning {
    const beginning = start({ ...held, canBeHeld: true });
    if (held.downloadId === undefined && held.mayBeListed)
      unlisted = [...unlisted.filter(isFresh), beginning];
    return beginning;
  }

  return {
    has: (downloadId) => known.has(downloadId),
    note(downloadId, id) {
      unlisted = unlisted.filter((beginning) => beginning.id !== id);
      if (known.has(downloadId)) return;
      const done = Promise.resolve({ isFollowed: true, isHeld: false });
      remember(downloadId, { id, done, isListed: true, address: undefined, at: now(), isAsked: true });
    },
    start,
    of(held) {
      const { downloadId } = held;
      const found = downloadId === undefined ? findListed(held) : known.get(downloadId);
      return found ?? startHeld(held);
    },
    adopt({ addresses }) {
      unlisted = unlisted.filter(isFresh);
      const found = unlisted.find(({ address }) => address === addresses[0]);
      unlisted = unlisted.filter((beginning) => beginning !== found);
      return found?.id;
    },
  };
}
