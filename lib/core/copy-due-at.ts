import type { Hold } from './hold.ts';

/** A copy of a plain link is fetched so long before its window closes, in ms; none is if the verdict is there by then. */
const COPY_BEFORE_CLOSING_MS = 6_000;
/** Of a long window, as Firefox has it for large files, this part. */
const COPY_PART = 1 / 3;
/** Of a short one, as among many, this part at most: some verdicts come before. */
const MOST_OF_WINDOW = 0.6;

/** When a copy of a held download is to be begun, in ms since 1970; undefined where nothing is held. */
export function copyDueAt({ heldUntil, createdAt }: Hold): number | undefined {
  if (heldUntil === undefined) return undefined;
  const window = heldUntil - createdAt;
  const before = Math.min(COPY_BEFORE_CLOSING_MS, window * MOST_OF_WINDOW);
  return heldUntil - Math.max(before, window * COPY_PART);
}
