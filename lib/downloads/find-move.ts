import type { HoldEvent } from '../core/advance-hold.ts';
import { findHoldEvent } from '../core/find-hold-event.ts';
import { isHoldAtRest } from '../core/hold-machine.ts';
import { toFileName } from '../core/target.ts';
import { toHoldFinding } from '../core/to-hold-finding.ts';
import type { StagedBytes } from '../storage/staged-bytes.ts';
import { isRequest } from './awaited-request.ts';
import type { HoldView } from './hold-view.ts';
import type { LiveHolds } from './live-holds.ts';

const BROKEN_OFF = { kind: 'interrupted', canResume: false, byPerson: false } as const;

export type FindMoveDeps = {
  live: LiveHolds;
  staged: Pick<StagedBytes, 'describe'>;
};

/** Makes what finds the move that what has become of the download, of our delivery or of our copy asks for. */
export function createFindMove({ live, staged }: FindMoveDeps) {
  return async (view: HoldView): Promise<HoldEvent | undefined> => {
    const { hold, download, delivery } = view;
    const isStored = hold.staged === undefined || (await staged.describe(hold.id)) !== undefined;
    const lost = isStored ? undefined : findHoldEvent(hold, { kind: 'bytes-missing' });
    if (lost !== undefined) {
      // Else it would be taken in again at once, and given up again, without an end.
      live.of(hold.id).copy = undefined;
      return lost;
    }
    const { gate, wasSeenToEnd } = live.of(hold.id);
    // Firefox has no download of it while it waits, or one without a byte.
    const isHeldRequest = gate !== undefined && gate.downloadId === undefined;
    if (isHeldRequest && (download === undefined || download.state === 'arriving')) return undefined;
    if (isHoldAtRest(hold.state)) return undefined;
    // Its site broke off, its tab was closed, or the browser ended.
    if (isRequest(view) && hold.state === 'held') return findHoldEvent(hold, BROKEN_OFF);
    // Once our own copy was handed over it is the file, also after that: the browser's was taken back.
    const isDelivered = hold.deliveryId !== undefined;
    if (isDelivered && delivery === undefined && hold.place === 'staged') return undefined;
    if (hold.saveFrom !== undefined && !isDelivered) return undefined;
    const finding = toHoldFinding(hold, isDelivered ? delivery : download, { wasSeenToEnd });
    const isMarked = 'name' in finding && finding.name === 'marked';
    // Nobody came to decide in time, and it was let go marked.
    if (isMarked && hold.state === 'held')
      return { type: 'park', markedName: toFileName(download?.path ?? '') };
    return findHoldEvent(hold, finding);
  };
}
