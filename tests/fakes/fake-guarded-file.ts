import type { HoldFinding } from '../../lib/core/find-hold-event.ts';

/** One download as a browser has it, which a test moves by hand. */
export type FakeGuardedFile = {
  /** Waits for the extension: nothing stands under any name. */
  isWaiting: () => boolean;
  /** The browser goes on with it under a name, as if the extension had said so, or by itself. */
  giveName: (name: 'own' | 'marked') => void;
  /** All bytes are in. */
  complete: () => void;
  interrupt: (facts: { canResume: boolean; byPerson: boolean }) => void;
  resume: () => void;
  /** Cancels it, or removes the file where it is complete. */
  takeAway: () => void;
  /** Somebody deletes the file itself. */
  deleteFile: () => void;
  /** Its row goes from the browser's list, and the file stays. */
  forget: () => void;
  find: () => HoldFinding;
  isNamedOwn: () => boolean;
  /** A whole file stands under its own name. */
  isUnderOwnName: () => boolean;
  /** The bytes are there, or on their way. */
  isThere: () => boolean;
};

type Transfer = 'arriving' | 'complete' | 'interrupted' | 'deleted';

/** Makes a download whose bytes have just begun to arrive. */
export function createFakeGuardedFile(isHeld: boolean): FakeGuardedFile {
  let transfer: Transfer = 'arriving';
  let name: 'none' | 'own' | 'marked' = isHeld ? 'none' : 'own';
  let allIn = false;
  let isKnown = true;
  let interruption = { canResume: false, byPerson: false };

  const settle = () => {
    if (transfer === 'arriving' && allIn && name !== 'none') transfer = 'complete';
  };

  return {
    isWaiting: () => transfer === 'arriving' && name === 'none',
    giveName(given) {
      name = given;
      settle();
    },
    complete() {
      if (transfer !== 'arriving') return;
      allIn = true;
      settle();
    },
    interrupt(facts) {
      if (transfer !== 'arriving') return;
      transfer = 'interrupted';
      interruption = facts;
    },
    resume() {
      if (transfer === 'interrupted' && interruption.canResume) transfer = 'arriving';
    },
    takeAway() {
      interruption = { canResume: false, byPerson: false };
      if (transfer === 'complete') transfer = 'deleted';
      else if (transfer !== 'deleted') transfer = 'interrupted';
    },
    deleteFile() {
      if (transfer === 'complete') transfer = 'deleted';
    },
    forget() {
      isKnown = false;
    },
    find() {
      if (!isKnown) return { kind: 'missing' };
      if (transfer === 'interrupted') return { kind: 'interrupted', ...interruption };
      if (transfer === 'deleted') return { kind: 'deleted' };
      if (transfer === 'complete' && name !== 'none') return { kind: 'complete', name };
      return { kind: 'arriving', name };
    },
    isNamedOwn: () => name === 'own',
    isUnderOwnName: () => transfer === 'complete' && name === 'own',
    isThere: () => transfer === 'arriving' || transfer === 'complete',
  };
}
