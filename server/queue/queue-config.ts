/** How the scans that wait are kept. */
export type QueueConfig = {
  /**
   * Address of the Redis that scanners share, as `redis://[user:password@]host[:port][/database]`, or with `rediss:` over
   * TLS. Null keeps the queue in this process, for a scanner that works alone.
   */
  redisUrl: string | null;
  /** Milliseconds after which a scanner that is silent is taken for dead, and its scans are given to another one. */
  lockMs: number;
  /** Milliseconds between two looks for scans that Redis has lost. */
  reconcileMs: number;
};
