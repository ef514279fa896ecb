/** A download that the browser holds back for us. */
export type HeldDownload = {
  /** The browser's number; undefined in Firefox, where there is no download before its request goes on. */
  downloadId: number | undefined;
  /** In the order of the redirects. */
  addresses: readonly string[];
  page: string;
  name: string;
  /** Bytes of the delivered file, where surely known (no content encoding). */
  size: number | undefined;
  /** MIME type, '' where unknown. */
  type: string;
  /** In capital letters, where known. */
  method: string | undefined;
  isPrivateWindow: boolean;
  /**
   * Without a number, and the browser may list it all the same: Firefox does so with what it saves without going there,
   * before or after it asks.
   */
  mayBeListed: boolean;
  /** Started by Sluice itself. */
  isOwn: boolean;
  /** Whether `go` takes a name. */
  canName: boolean;
  /** Until when the browser is sure to wait, with time to spare. ms since 1970. */
  waitsUntil: number;
  /** Lets the browser go on, under this name where one is told and can be. The first of `go` and `stop` counts. */
  go: (name?: string) => void;
  /** Ends the download, so that nothing is left of it. Answers whether it did: what has gone on can't be ended here. */
  stop: () => Promise<boolean>;
  /** Calls back where the download is over before anybody has let it go or stopped it: its tab was closed, or the site broke off. */
  whenGone: (listener: () => void) => void;
};

/** Where the browser asks before a download is there. */
export type HoldGate = {
  /** Registers the listener, now if the permission is there, and follows its grant and removal. */
  onHeld: (listener: (held: HeldDownload) => void) => void;
};
