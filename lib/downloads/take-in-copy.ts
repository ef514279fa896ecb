import type { HoldEvent } from '../core/advance-hold.ts';
import type { Hold } from '../core/hold.ts';
import type { StagedBytes } from '../storage/staged-bytes.ts';
import { answerOf } from './answer-of.ts';
import { agreementOf } from './copy-agreement.ts';
import type { HoldView } from './hold-view.ts';
import type { LiveHolds } from './live-holds.ts';

export type TakeInCopyDeps = {
  live: LiveHolds;
  staged: Pick<StagedBytes, 'describe' | 'remove'>;
};

/** Makes what takes a copy in that is what the browser has, and throws one away that is something else. */
export function createTakeInCopy({ live, staged }: TakeInCopyDeps) {
  return async (view: HoldView): Promise<HoldEvent | undefined> => {
    const { hold } = view;
    const known = live.of(hold.id);
    const isThere = hold.staged !== undefined && !(hold.staged.isAnew && known.byFile === 'done');
    if (known.copy === undefined || isThere || !canTake(hold)) return undefined;
    const description = await staged.describe(hold.id);
    const agreement = description && agreementOf(description, view, answerOf(known.gate));
    const isAnew = description?.from !== 'file' && /^https?:/i.test(view.scan?.url ?? '');
    // What a person kept was decided on by what is known of the scanned bytes: others do not take their place.
    const { sha256 } = known.copy;
    const isOther = isAnew && hold.state === 'keeping' && sha256 !== (view.scan?.sample?.sha256 ?? sha256);
    if (agreement === 'yes' && !isOther)
      return { type: 'stage', copy: { ...known.copy, ...(isAnew ? { isAnew } : {}) } };
    if (agreement === 'not-yet') return undefined;
    if (description !== undefined) await staged.remove(hold.id);
    known.copy = undefined;
    known.byLink = 'failed';
    return undefined;
  };
}

/** Whether a copy of our own is taken in: while nothing is decided, and where what is kept can't be renamed. */
export function canTake({ state, place }: Hold): boolean {
  if (state === 'keeping') return place === 'marked-name';
  return state === 'observed' || state === 'held' || state === 'parking' || state === 'parked';
}
