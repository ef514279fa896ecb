import type { ScanOutcome } from '../storage/scan-store.ts';

/** A scan that waits. `host` is from where its sample has to be fetched first, a host or a storage; null for none. */
export type Job = { scan: number; host: string | null };

/**
 * What is done with a job. Every step may be run again, and by another scanner; one that throws is, after a while.
 * `stop` is aborted when this scanner ends: the step is then to end as well, and throws.
 */
export type JobWork = {
  /** @returns `fetched`, or how the scan ends without a sample; null where it has ended already. */
  fetch: (scan: number, stop: AbortSignal) => Promise<'fetched' | ScanOutcome | null>;
  /**
   * @returns how the scan ends; null where it has ended already; `later` where it needs an engine that is away: it is
   * then to be run again, after `untilEngines` or a while.
   */
  scan: (scan: number, stop: AbortSignal) => Promise<ScanOutcome | 'later' | null>;
  untilEngines: () => Promise<void>;
  finish: (scan: number, outcome: ScanOutcome, stop: AbortSignal) => Promise<void>;
};

/**
 * Hands scans that wait to whoever has room for them, in the order they came. What is fetched and what is scanned have
 * limits of their own: links that never end hold up neither the engines nor uploads, and a host that is slow holds up no
 * other. The rows of the scans are its memory: what a queue loses is asked for again.
 */
export type JobQueue = {
  /** Whether other scanners take jobs from it, too. */
  isShared: boolean;
  /**
   * Begins to hand out jobs.
   * @param listUnfinished every scan that is not finished, oldest first; asked whenever the queue may have lost some.
   */
  start: (work: JobWork, listUnfinished: () => Promise<Job[]>) => Promise<void>;
  /** Never throws and never waits: a job that the queue cannot take is among those of the next `listUnfinished`. */
  add: (job: Job) => void;
  /** Stops handing out; what is under way is broken off, for this or another scanner to take up. */
  close: () => Promise<void>;
};
