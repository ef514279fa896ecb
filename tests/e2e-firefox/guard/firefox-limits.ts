import type { Cell, Finding, Kind } from '../../e2e/guard/cell.ts';
import type { Limit } from '../../e2e/guard/limit.ts';

/** What Firefox lists only when its bytes are on the disk, or nearly so. */
const NOT_HELD: readonly Kind[] = ['data', 'extension'];

const NOT_HELD_WHY =
  'Firefox sends no request that could be held for `data:` addresses, and shows none of what another extension downloads.';
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
];

function is(kinds: readonly Kind[], findings?: readonly Finding[]): (cell: Cell) => boolean {
  return ({ kind, finding }) => kinds.includes(kind) && findings?.includes(finding) !== false;
}
