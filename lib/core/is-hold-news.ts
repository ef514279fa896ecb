import type { Hold } from './hold.ts';

/**
 * Tells whether a person is to hear of a hold: of every question, and of what became of a file other than that it was
 * found clean and stands under its own name.
 */
export function isHoldNews({ state, question, fate, place, lostBecause, ...hold }: Hold): boolean {
  if (question !== undefined) return true;
  switch (state) {
    case 'released':
      return place === 'marked-name';
    case 'kept':
      // That a private address is not named to a scanner outside is how it is to be.
      return fate?.by === 'policy' && fate.because !== 'private-host';
    case 'removed':
      return fate?.by === 'policy';
    case 'gone':
      // A request that was held, and that nothing came of: the browser ended meanwhile.
      if (lostBecause === 'forgotten') return hold.heldUntil !== undefined && hold.downloadId === undefined;
      return lostBecause === 'bytes-missing' || lostBecause === 'interrupted';
    case 'observed':
    case 'held':
    case 'swapping':
    case 'staged':
    case 'parking':
    case 'parked':
    case 'releasing':
    case 'keeping':
    case 'removing':
      return false;
  }
}
