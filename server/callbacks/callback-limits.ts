/** How callbacks are tried. */
export type CallbackLimits = {
  /** Milliseconds before the second try; doubled before each further one. */
  firstRetryMs: number;
  /** Longest wait between two tries, in milliseconds. */
  maxRetryMs: number;
  /** Milliseconds from the first try to the last. */
  giveUpAfterMs: number;
  /** Milliseconds for one try, from the connection to the end of the answer. */
  timeoutMs: number;
  /** Tries under way at once. */
  concurrency: number;
  /** Tries under way at once to one receiver (scheme, host and port), so that a slow one leaves room for others. */
  perReceiver: number;
};
