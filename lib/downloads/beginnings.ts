import type { HeldDownload } from '../platform/hold-gate.ts';
import type { BeginningDownload, Begun } from './begin-download.ts';

/** How long after a download was listed its request may be asked about, in ms. */
const ASKED_WITHIN_MS = 5_000;
/** How many are remembered between their beginning and the question for their name. */
const MOST_BEGINNINGS = 1_000;

/** A download that was told of: its hold's id, and what was decided on it. */
export type Beginning = { id: string; done: Promise<Begun> };

/** The downloads that this worker was told of. The browser tells twice of one that it holds: whichever comes first counts. */
export type Beginnings = {
  has: (downloadId: number) => boolean;
  start: (download: BeginningDownload) => Beginning;
  /** That of a held download, which is started where the browser has not told of it before. */
  of: (held: HeldDownload) => Beginning;
};

export type BeginningsDeps = {
  newId: () => string;
  now: () => number;
  begin: (id: string, download: BeginningDownload) => Promise<Begun>;
};

/** Makes the memory of them. */
export function createBeginnings({ newId, now, begin }: BeginningsDeps): Beginnings {
  const known = new Map<number, Beginning & { address: string | undefined; at: number }>();

  function start(download: BeginningDownload): Beginning {
    const id = newId();
    const { downloadId, addresses } = download;
    const beginning = { id, address: addresses[0], at: now(), done: begin(id, download) };
    if (downloadId === undefined) return beginning;
    known.set(downloadId, beginning);
    const [oldest] = known.keys();
    if (known.size > MOST_BEGINNINGS && oldest !== undefined) known.delete(oldest);
    return beginning;
  }

  /** Firefox lists a link that is saved by the menu before it asks about the request, which has no number. */
  function findUnnumbered({ addresses }: HeldDownload): Beginning | undefined {
    for (const [downloadId, beginning] of known) {
      if (beginning.address !== addresses[0] || now() - beginning.at > ASKED_WITHIN_MS) continue;
      known.delete(downloadId);
      return beginning;
    }
    return undefined;
  }

  return {
    has: (downloadId) => known.has(downloadId),
    start,
    of(held) {
      const { downloadId } = held;
      const found = downloadId === undefined ? findUnnumbered(held) : known.get(downloadId);
      return found ?? start({ ...held, canBeHeld: true });
    },
  };
}
