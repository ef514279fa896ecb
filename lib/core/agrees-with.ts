import type { SeenDownload } from './seen-download.ts';

/** A copy that was fetched anew, as it is staged. */
export type FetchedCopy = {
  /** Bytes. */
  size: number;
  /** MIME type, where the sender named one. */
  type?: string | undefined;
};

/** What is known of the browser's own copy. */
export type KnownCopy = Pick<SeenDownload, 'total' | 'received' | 'type'>;

/**
 * Tells whether a copy that was fetched anew is what the browser has: sites give some files once only, and something
 * else the second time. `not-yet` while the browser has fewer bytes and does not know how many there will be.
 */
export function agreesWith(
  copy: FetchedCopy,
  { total, received, type }: KnownCopy,
): 'yes' | 'no' | 'not-yet' {
  if (total !== undefined) return copy.size === total ? 'yes' : 'no';
  if (received > copy.size) return 'no';
  if (received < copy.size) return 'not-yet';
  const isOfOneType = !copy.type || type === '' || toEssence(copy.type) === toEssence(type);
  return isOfOneType ? 'yes' : 'no';
}

/** A type without its parameters. */
function toEssence(type: string): string {
  return (type.split(';')[0] ?? '').trim().toLowerCase();
}
