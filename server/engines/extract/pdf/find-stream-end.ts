import { isSpace } from './pdf-space.ts';

const END = Buffer.from('endstream');
const END_OF_OBJECT = Buffer.from('endobj');

/** Finds where streams end. Made for one file: it remembers what it found, so that no file is searched over and over. */
export function createStreamEnds(view: Buffer): (from: number, length: number | null) => number {
  const nextEnd = createSearch(view, END);
  const nextObjectEnd = createSearch(view, END_OF_OBJECT);
  return (from, length) => {
    // The length counts where the stream's end follows it; many programs write a wrong one.
    if (length !== null && from + length <= view.length && endFollows(view, from + length))
      return from + length;
    return nextEnd(from) ?? nextObjectEnd(from) ?? view.length;
  };
}

function endFollows(view: Buffer, from: number): boolean {
  let at = from;
  while (at < from + 4 && isSpace(view[at] ?? 0)) at += 1;
  return view.subarray(at, at + END.length).equals(END);
}

function createSearch(view: Buffer, mark: Buffer): (from: number) => number | null {
  let searchedFrom = Number.POSITIVE_INFINITY;
  let found = -1;
  return (from) => {
    const isKnown = from >= searchedFrom && (found < 0 || found >= from);
    if (!isKnown) {
      searchedFrom = from;
      found = view.indexOf(mark, from);
    }
    return found < 0 ? null : found;
  };
}
