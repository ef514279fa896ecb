import type { SeenDownload } from './seen-download.ts';

/** A copy that was fetched anew, as it is staged. */
export type FetchedCopy = {
  /** Bytes. */
  size: number;
};

/** What is known of the browser's own copy. */
export type KnownCopy = Pick<SeenDownload, 'total' | 'received'>;

/**
 * Tells whether a copy that was fetched anew is what the browser has: sites give some files once only, and something
 * else the second time. `not-yet` while the browser does not know how many bytes there will be: it does when it has them.
 */
export function agreesWith(copy: FetchedCopy, { total, received }: KnownCopy): 'yes' | 'no' | 'not-yet' {
  if (total !== undefined) return copy.size === total ? 'yes' : 'no';
  return received > copy.size ? 'no' : 'not-yet';
}
