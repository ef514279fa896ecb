/** How a download comes about. */
export const KINDS = [
  'get-small',
  'get-slow',
  'get-chunked',
  'cookie',
  'blob',
  'data',
  'post',
  'one-time',
  'redirect',
  'extension',
  'save-as',
  'new-tab',
  'odd-name',
] as const;

export type Kind = (typeof KINDS)[number];

/** What its scan comes to. */
export const FINDINGS = ['clean', 'malicious', 'encrypted', 'failed'] as const;

export type Finding = (typeof FINDINGS)[number];

/**
 * What the person allowed: `built` – the extension as it is built, whose hosts are loopback and the vendor's;
 * `all` – its optional hosts and `file:` too.
 */
export type Flavour = 'built' | 'all';

/** Downloads that are started together in one browser. */
export type Batch = {
  flavour: Flavour;
  /** Between a submission and its verdict. */
  delayMs: number;
  /** The worker is stopped right before the downloads begin. */
  isCold: boolean;
  /** What their scans come to; everything unless told. */
  findings?: readonly Finding[];
};

/** One download of the matrix. */
export type Cell = Omit<Batch, 'findings'> & { kind: Kind; finding: Finding };

/** `25 s cold all`, for titles and tables. */
export function nameBatch({ flavour, delayMs, isCold }: Batch): string {
  return `${delayMs / 1_000} s ${isCold ? 'cold' : 'warm'} ${flavour}`;
}
