import type { Problem } from './problem.ts';
import type { ScanState } from './scan-machine.ts';
import type { Verdict } from './verdict.ts';

/** Where a scan came from. */
export const SCAN_SOURCES = ['link', 'image', 'video', 'audio', 'download', 'paste', 'file'] as const;

export type ScanSource = (typeof SCAN_SOURCES)[number];

/**
 * What is submitted: the address of a file (`link`), the address of a web page (`page`), or the bytes of a file, kept
 * by this browser until the scan is done (`bytes`).
 */
export const SCAN_ROUTES = ['link', 'page', 'bytes'] as const;

export type ScanRoute = (typeof SCAN_ROUTES)[number];

/** Why a scan was not sent to a scanner. */
export const WITHHELD_REASONS = [
  'private-host',
  'unsupported-scheme',
  'too-long',
  'other-scanner',
  // The file was removed before it was sent: nobody asks for its verdict any more.
  'file-removed',
  // A person did not let the bytes of a document be sent.
  'not-agreed',
  // What the policy says of the download.
  'allow-rule',
  'block-rule',
  'too-large',
] as const;

export type WithheldReason = (typeof WITHHELD_REASONS)[number];

/**
 * Why the bytes are wanted after all, though the link was to do. Stored with the scans: one may be added, but never
 * renamed or taken away.
 * `unreachable-link` – the scanner could not fetch it;
 * `login-page` – it was given a web page in place of the file;
 * `different-file` – it was given another file than the browser;
 * `private-host` – the scanner must not hear of the host;
 * `link-error` – it refused the link;
 * `one-time` – the link gives the file once, and the browser has had it;
 * `unsendable-link` – the address is too long, or of no scheme that a scanner takes.
 */
export const FALL_BACK_REASONS = [
  'unreachable-link',
  'login-page',
  'different-file',
  'private-host',
  'link-error',
  'one-time',
  'unsendable-link',
] as const;

export type FallBackReason = (typeof FALL_BACK_REASONS)[number];

/** Whether the person is still to be told of the outcome. */
export const NOTICES = ['none', 'due', 'shown'] as const;

export type Notice = (typeof NOTICES)[number];

/** One reason for a verdict, as the server gave it. Untrusted text: shown, never interpreted. */
export type Evidence = {
  name: string;
  description: string;
  verdict: Verdict;
};

/** What the server says it scanned. */
export type Sample = {
  /** Lower-case hex. */
  sha256?: string;
  /** Lower-case hex. */
  sha1?: string;
  /** Bytes. */
  size?: number;
  /** MIME type or the server's own word for it. */
  type?: string;
};

/** The outcome of a scan. */
export type ScanResult = {
  verdict: Verdict;
  evidence: readonly Evidence[];
  sample: Sample;
};

/** A scan as it is kept. Times are milliseconds since 1970, UTC. */
export type Scan = {
  id: string;
  source: ScanSource;
  route: ScanRoute;
  /**
   * What is scanned. Never holds credentials or a fragment; of a `data:` address only its beginning; '' where a person
   * gave the file itself.
   */
  url: string;
  /** A file's name for people: from the browser, else guessed from the address. Untrusted. */
  name: string;
  /** Host of `url`, or '' where it has none. */
  host: string;
  state: ScanState;
  createdAt: number;
  /** When it was last moved on. Later than now, it tells of a clock that was set back. */
  updatedAt?: number;
  /** When the scan came to rest (done, failed or not sent). Absent while it is under way. */
  finishedAt?: number;
  /** When something is to be done next. Absent where nothing happens without a person. */
  dueAt?: number;
  /** Address of the server that the scan was sent to. */
  server?: string;
  /** When the server took the scan. */
  submittedAt?: number;
  /** The server's number for the scan. */
  remoteId?: number;
  /** Failed tries in a row. */
  attempts: number;
  /** An earlier submission may have been accepted although no answer came. */
  maybeSubmittedTwice?: boolean;
  /**
   * The submission under way, or the last one where it is not known what the server made of it: when its first try
   * began, in ms since 1970, and at which server. It is looked for there before it is sent again.
   */
  inDoubt?: { since: number; server: string };
  /** The server that a file was given to by its choice, where one was connected: it goes to no scanner farther away. */
  givenTo?: string;
  /** What a person said when asked whether the bytes of this document may be sent. */
  bytesAllowed?: boolean;
  /** Bytes of a scan with the route `bytes`. */
  size?: number;
  /** Hash of the staged bytes, where it is known. Lower-case hex. */
  stagedSha256?: string;
  /** Why the link was given up for the bytes. */
  fellBackBecause?: FallBackReason;
  /**
   * What the scan of the address as a file found: while the page itself is scanned, or where it was given up for the
   * bytes.
   */
  linkResult?: ScanResult;
  problem?: Problem;
  /** The server's own words on the problem. Untrusted. */
  problemDetail?: string;
  /** Most bytes that may be sent, where there were more. */
  sizeLimit?: number;
  withheld?: WithheldReason;
  /** What the author of the rule that withheld it says. Untrusted. */
  ruleWhy?: string;
  /** The scan of the same bytes that its verdict is of: this one was not sent. */
  answeredFrom?: string;
  /** A person wants it sent, whatever is known of the same bytes. */
  mustBeSent?: boolean;
  verdict?: Verdict;
  evidence?: readonly Evidence[];
  sample?: Sample;
  notice: Notice;
  /** The browser's number of the download that this scan belongs to. */
  downloadId?: number;
  /** It came with an imported history: what it says is shown, and answers for nothing else. */
  isImported?: boolean;
  /** Of a private window: nothing of it may be written to the disk. */
  isPrivate?: boolean;
};
