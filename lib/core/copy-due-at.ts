import type { Hold } from './hold.ts';

/** A copy of a plain link is fetched so long before its window closes, in ms; none is if the verdict is there by then. */
const COPY_BEFORE_CLOSING_MS = 6_000;
/** Of a long window, as Firefox has it for large files, this part. */
const COPY_PART = 1 / 3;

/** When a copy of a held download is to be begun, in ms since 1970; undefined where nothing is held. */
export function copyDueAt({ heldUntil, createdAt }: Hold): number | undefined {
  if (heldUntil === undefined) return undefined;
  return heldUntil - Math.max(COPY_BEFORE_CLOSING_MS, (heldUntil - createdAt) * COPY_PART);
}
