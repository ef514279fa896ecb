/** For what has come in whole while it is held: only the browser waits. In ms. */
const SMALL_FILE_MS = 110_000;
/** Else the server waits too, and common ones break off where nobody reads for 60 s (Apache, nginx). In ms. */
const LARGE_FILE_MS = 50_000;
/** What surely fits into the buffers between a server and a browser that does not read. Bytes. */
const SMALL_FILE_BYTES = 64 * 1024;
/**
 * "Save Link As" gives its request up after 4 s (`browser.download.saveLinkAsFilenameTimeout`) and sends another one,
 * which a link that works only once does not survive. In ms.
 */
const SAVED_LINK_MS = 3_000;

/** How long the answer to a request may be held without losing it, in ms. */
export function toRequestPatience({
  size,
  isSavedLink,
}: {
  /** Bytes; undefined where unknown. */
  size: number | undefined;
  /** It may come from "Save Link As". */
  isSavedLink: boolean;
}): number {
  if (isSavedLink) return SAVED_LINK_MS;
  return size !== undefined && size <= SMALL_FILE_BYTES ? SMALL_FILE_MS : LARGE_FILE_MS;
}
