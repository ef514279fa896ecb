import type { HoldEvent } from '../core/advance-hold.ts';
import { toDeliveryMark } from '../core/delivery-mark.ts';
import type { Hold, HoldProblem } from '../core/hold.ts';
import { toSafeName } from '../core/safe-name.ts';
import type { SeenDownload } from '../core/seen-download.ts';
import type { Downloads } from '../platform/downloads.ts';
import { awaitedUntil } from './awaited-request.ts';
import type { ByteDesk } from './byte-desk.ts';
import type { LiveHolds } from './live-holds.ts';

/** Tries of an act, before it is given up where giving up loses nothing. */
const MOST_TRIES = 3;
/** What Chromium itself puts behind such a name, and room for the whole. */
const TAKEN_ENDING = '.download';
const MAX_TAKEN_BYTES = 230;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 300_000;

export type HoldActsDeps = {
  downloads: Pick<Downloads, 'find' | 'findOwn' | 'start' | 'cancel' | 'removeFile' | 'erase'>;
  desk: Pick<ByteDesk, 'openDelivery' | 'canDeliver'>;
  live: LiveHolds;
  now: () => number;
  report: (error: unknown) => void;
};

/**
 * Does what the state of a hold asks for: takes the browser's copy away, gives the file its own name, or removes it.
 * Answers the move that comes of it; undefined where that is seen later. Every act may be run again.
 */
export type HoldAct = (hold: Hold, download: SeenDownload | undefined) => Promise<HoldEvent | undefined>;

/** Makes the acts. */
export function createHoldAct(deps: HoldActsDeps): HoldAct {
  const { downloads, desk, live, now, report } = deps;

  /** Answers whether it is gone: of a request that went on meanwhile, a download is still to begin. */
  async function takeAway(hold: Hold, download: SeenDownload | undefined): Promise<boolean> {
    const state = live.of(hold.id);
    state.isTakenAway = true;
    const isStopped = await state.gate?.stop();
    state.gate = undefined;
    if (download !== undefined) await takeBack(download);
    const beginsBy = download === undefined ? awaitedUntil(hold, live) : undefined;
    return isStopped === true || beginsBy === undefined || beginsBy <= now();
  }

  async function takeBack(download: SeenDownload): Promise<void> {
    const found = await downloads.find(download.id);
    if (found?.state === 'arriving' || found?.canResume === true) await downloads.cancel(download.id);
    // Whose last byte was in is past cancelling: it comes to its end, and is removed then.
    const left = await downloads.find(download.id);
    if (left?.state === 'arriving')
      throw new Error('The browser has not ended a download that was cancelled.');
    if (left?.state === 'complete' && left.exists) await downloads.removeFile(download.id);
    await downloads.erase(download.id);
  }

  async function swap(hold: Hold, download: SeenDownload | undefined): Promise<HoldEvent | undefined> {
    const isOut = download?.state === 'complete' && hold.place === 'own-name';
    if (isOut || hold.attempts >= MOST_TRIES) return { type: 'leave' };
    return (await takeAway(hold, download)) ? { type: 'drop' } : undefined;
  }

  async function remove(hold: Hold, download: SeenDownload | undefined): Promise<HoldEvent | undefined> {
    // By its address: a worker may have died before it could note the number.
    for (const delivered of await downloads.findOwn(toDeliveryMark(hold.id))) await takeBack(delivered);
    return (await takeAway(hold, download)) ? { type: 'finish', place: 'nowhere' } : undefined;
  }

  async function handOver(hold: Hold, download: SeenDownload | undefined): Promise<HoldEvent | undefined> {
    switch (hold.place) {
      case 'arriving':
        return letGo(hold, download);
      case 'own-name':
      case 'nowhere':
        return { type: 'finish', place: 'own-name' };
      case 'marked-name':
        return giveOwnName(hold, download);
      case 'staged':
        return deliver(hold);
    }
  }

  async function letGo(hold: Hold, download: SeenDownload | undefined): Promise<HoldEvent | undefined> {
    const state = live.of(hold.id);
    // A person kept it: what they were told of is our copy.
    if (state.gate !== undefined && hold.staged?.isAnew && desk.canDeliver(hold.id)) {
      await takeAway(hold, download);
      return { type: 'recover' };
    }
    state.gate?.go();
    state.gate = undefined;
    // Firefox makes a download of it only now; that it does is seen when it begins.
    return download === undefined ? { type: 'finish', place: 'own-name' } : undefined;
  }

  /** No browser renames a file: with a copy of the very bytes the marked one can go, and the copy be saved. */
  async function giveOwnName(hold: Hold, download: SeenDownload | undefined): Promise<HoldEvent | undefined> {
    const isGivenUp = hold.attempts >= MOST_TRIES;
    if (hold.staged === undefined || !desk.canDeliver(hold.id) || (isGivenUp && !hold.staged.isAnew))
      return { type: 'finish', place: 'marked-name' };
    // What can't be taken away and may be something else stays marked, beside ours.
    if (!isGivenUp) await takeAway(hold, download);
    return { type: 'recover' };
  }

  /** It is tried again, later each time. */
  function postponed({ attempts }: Hold, problem: HoldProblem): HoldEvent {
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** attempts, LONGEST_PAUSE_MS);
    return { type: 'postpone', problem, dueAt: now() + pause };
  }

  async function deliver(hold: Hold): Promise<HoldEvent | undefined> {
    const { id, name, deliveryId, attempts } = hold;
    const [earlier] = await downloads.findOwn(toDeliveryMark(id));
    // Started by a worker that died before it could note the number; else it may have come to its end since the last
    // look, which the next one finds.
    if (earlier !== undefined && earlier.state !== 'interrupted')
      return earlier.id === deliveryId ? undefined : { type: 'deliver', downloadId: earlier.id };
    if (earlier !== undefined) {
      await downloads.erase(earlier.id);
      // Whose disk is full can do something about it.
      if (earlier.error === 'FILE_NO_SPACE') return postponed(hold, 'storage-full');
      throw new Error(
        `The browser broke off what was handed to it: ${earlier.error ?? 'it does not say why'}.`,
      );
    }
    const address = await desk.openDelivery(id);
    // The store has it no more, which the next look finds.
    if (address === undefined) return undefined;
    const start = (wanted: string) => {
      live.of(id).wantedName = wanted;
      return downloads.start({ address, name: wanted });
    };
    // What broke off may have had too long a name for the disk.
    const downloadId = await start(attempts === 0 ? name : toSafeName(name, MAX_TAKEN_BYTES))
      // The browser chose that name itself, but need not take it from us.
      .catch(() => start(toSafeName(name)))
      // Chromium takes no ending of a shortcut or of Windows' own objects.
      .catch(() => start(toSafeName(name, MAX_TAKEN_BYTES) + TAKEN_ENDING));
    return { type: 'deliver', downloadId };
  }

  function act(hold: Hold, download: SeenDownload | undefined): Promise<HoldEvent | undefined> {
    switch (hold.state) {
      case 'swapping':
        return swap(hold, download);
      case 'releasing':
      case 'keeping':
        return handOver(hold, download);
      case 'removing':
        return remove(hold, download);
      case 'observed':
      case 'held':
      case 'staged':
      case 'parking':
      case 'parked':
      case 'released':
      case 'kept':
      case 'removed':
      case 'gone':
        return Promise.resolve(undefined);
    }
  }

  return async (hold, download) => {
    try {
      return await act(hold, download);
    } catch (error) {
      report(error);
      return postponed(hold, 'browser-refused');
    }
  };
}
