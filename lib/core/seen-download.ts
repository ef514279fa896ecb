/** A download as the browser has it at the moment. */
export type SeenDownload = {
  /** The browser's number. Firefox counts anew in each session. */
  id: number;
  /** In the order of the redirects, as far as the browser tells; a `data:` address is there as a whole. */
  addresses: readonly string[];
  /** The page that it was started from, or ''. */
  page: string;
  /** Full path on the disk, or '' while it is not decided. */
  path: string;
  state: 'arriving' | 'complete' | 'interrupted';
  /** An interrupted one may go on. */
  canResume: boolean;
  /** The browser's word for an interruption, such as `USER_CANCELED`. */
  error: string | undefined;
  /** False where the browser has noticed that the file is gone. */
  exists: boolean;
  /** Bytes of the whole file; undefined where the site does not say, or encodes it for the way, until it is complete. */
  total: number | undefined;
  /** Bytes so far. */
  received: number;
  /** MIME type, or ''. */
  type: string;
  isPrivateWindow: boolean;
  /** Started by Sluice itself. */
  isOwn: boolean;
  /** Milliseconds since 1970; undefined where it has not begun yet, as Firefox first tells of some. */
  startedAt?: number | undefined;
};
