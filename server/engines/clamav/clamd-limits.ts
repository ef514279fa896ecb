/** Bounds for exchanges with clamd, in milliseconds. */
export type ClamdLimits = {
  /** For a connection to be made. */
  connectMs: number;
  /** Without clamd taking any more of the sample. */
  idleMs: number;
  /** From the last byte sent to the reply. Above clamd's own MaxScanTime, which is two minutes by default. */
  replyMs: number;
};
