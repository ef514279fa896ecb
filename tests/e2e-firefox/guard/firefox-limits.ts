import type { Finding, Kind } from '../../e2e/guard/cell.ts';
import type { Limit } from '../../e2e/guard/limit.ts';

/** What Firefox lists only when its bytes are on the disk, or nearly so. */
const NOT_HELD: readonly Kind[] = ['data', 'extension'];

const NOT_HELD_WHY =
  'Firefox sends no request that could be held for `data:` addresses, and shows none of what another extension downloads.';
/** Of the 3 s that what is saved by the menu can be held, what is left when the verdict has come to its file. */
const SAVE_WINDOW_MS = 2_500;
const GIVEN_UP_WHY = 'Firefox gives up what is saved by the menu 4 s after it asked, and asks anew.';
const GIVEN_UP_INSTEAD = 'our own copy waits, where it was there in time; else it stands under its own name.';
const NOBODY_SCANS_WHY =
  'Firefox lets nobody read files on the disk: what a site gives once only, or to a form, is in no other hands.';

/** What Firefox makes impossible, and what happens instead. */
export const FIREFOX_LIMITS: readonly Limit[] = [
  {
    applies: is(['blob']),
    why: 'Firefox sends no request for `blob:` addresses, and lets no extension read those of a page.',
    instead: 'nobody scans it, it stands under its own name, and the person is asked.',
    end: 'own → own',
    isExposed: true,
  },
  {
    applies: is(NOT_HELD, ['clean']),
    why: NOT_HELD_WHY,
    instead: 'it stands under its own name while it is scanned.',
    end: 'own',
    isExposed: true,
  },
  {
    applies: is(NOT_HELD, ['malicious']),
    why: NOT_HELD_WHY,
    instead: 'it stands under its own name until the verdict, and is removed then.',
    end: 'none',
    isExposed: true,
  },
  {
    applies: is(NOT_HELD, ['encrypted', 'failed']),
    why: NOT_HELD_WHY,
    instead: 'it stands under its own name while the person is asked.',
    end: 'own → own',
    isExposed: true,
  },
  {
    applies: is(['post', 'one-time']),
    why: NOBODY_SCANS_WHY,
    instead: 'it is held, nobody scans it, and the person decides.',
    end: 'none → own',
    isExposed: false,
  },
  ...Object.entries({
    clean: ['own'],
    malicious: ['none'],
    encrypted: ['none → own', 'own → own'],
    failed: ['none → own', 'own → own'],
  }).map(([finding, end]) => ({
    applies: isLateSave(finding),
    why: GIVEN_UP_WHY,
    instead: GIVEN_UP_INSTEAD,
    end,
  })),
];

/** A link that is saved by the menu, and a verdict that came after we have to let it go. */
function isLateSave(wanted: string): Limit['applies'] {
  return ({ kind, finding }, { verdictMs = 0 }) =>
    kind === 'save-as' && finding === wanted && verdictMs > SAVE_WINDOW_MS;
}

function is(kinds: readonly Kind[], findings?: readonly Finding[]): Limit['applies'] {
  return ({ kind, finding }) => kinds.includes(kind) && findings?.includes(finding) !== false;
}
