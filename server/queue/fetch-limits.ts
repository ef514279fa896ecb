/** How links and files of storages are fetched. */
export type FetchLimits = {
  /** Milliseconds until the answer's headers, for each hop. */
  headersMs: number;
  /** Milliseconds without a byte. */
  idleMs: number;
  /** Milliseconds for one try as a whole. */
  totalMs: number;
  maxRedirects: number;
  /** Tries in all; only faults that may pass are tried again. */
  attempts: number;
  /** Milliseconds before the second try; doubled before each further one. */
  retryMs: number;
};
