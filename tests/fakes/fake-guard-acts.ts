import type { HoldEvent } from '../../lib/core/advance-hold.ts';
import type { Hold } from '../../lib/core/hold.ts';
import type { FakeGuardedFile } from './fake-guarded-file.ts';

/** Tries of taking the browser's copy back, before it is left where it is. */
const MOST_TRIES = 3;
const PAUSE_MS = 2_000;

/** What the guard does to a file in each state. Every act may be run again. */
export type FakeGuardActs = {
  /** Does what the state asks for, and answers the move that comes of it. */
  act: (hold: Hold, hasBytes: boolean, now: number) => HoldEvent | undefined;
  wrongs: () => number;
  fail: (count: number) => void;
  overrideName: () => void;
};

/** Makes the acts on one fake file. */
export function createFakeGuardActs(file: FakeGuardedFile, canRename: boolean): FakeGuardActs {
  let wrongs = 0;
  let failing = 0;
  let isOverridden = false;

  function giveName(name: 'own' | 'marked'): undefined {
    if (!file.isWaiting()) return;
    file.giveName(isOverridden ? 'own' : name);
    isOverridden = false;
  }

  function postpone(now: number): HoldEvent {
    return { type: 'postpone', problem: 'browser-refused', dueAt: now + PAUSE_MS };
  }

  function isFailing(): boolean {
    if (failing === 0) return false;
    failing -= 1;
    return true;
  }

  function swap(hold: Hold, hasBytes: boolean, now: number): HoldEvent {
    if (hold.attempts >= MOST_TRIES) return { type: 'leave' };
    if (isFailing()) return postpone(now);
    if (file.isThere() && !hasBytes) wrongs += 1;
    file.takeAway();
    return { type: 'drop' };
  }

  function remove(hold: Hold, now: number): HoldEvent | undefined {
    if (isFailing()) return postpone(now);
    if (hold.fate?.do !== 'remove') wrongs += 1;
    file.takeAway();
    return { type: 'finish', place: 'nowhere' };
  }

  function handOver(hold: Hold, now: number): HoldEvent | undefined {
    if (isFailing()) return postpone(now);
    switch (hold.place) {
      case 'own-name':
      case 'nowhere':
        return { type: 'finish', place: 'own-name' };
      case 'arriving':
        giveName('own');
        file.resume();
        return file.find().kind === 'arriving' && !file.isNamedOwn() ? postpone(now) : undefined;
      case 'marked-name':
        if (canRename) file.giveName('own');
        return { type: 'finish', place: canRename ? 'own-name' : 'marked-name' };
      case 'staged':
        if (hold.deliveryId === undefined) return { type: 'deliver', downloadId: 2 };
        return { type: 'finish', place: 'own-name' };
    }
  }

  return {
    act(hold, hasBytes, now) {
      switch (hold.state) {
        case 'observed':
          return giveName('own');
        case 'parking':
          return giveName('marked');
        case 'swapping':
          return swap(hold, hasBytes, now);
        case 'releasing':
        case 'keeping':
          return handOver(hold, now);
        case 'removing':
          return remove(hold, now);
        case 'held':
        case 'staged':
        case 'parked':
        case 'released':
        case 'kept':
        case 'removed':
        case 'gone':
          return undefined;
      }
    },
    wrongs: () => wrongs,
    fail(count) {
      failing = count;
    },
    overrideName() {
      isOverridden = true;
    },
  };
}
