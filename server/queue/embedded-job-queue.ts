import type { FastifyBaseLogger } from 'fastify';
import type { ScanOutcome } from '../storage/scan-store.ts';
import { createSlots, type SlotLimits } from './create-slots.ts';
import type { Job, JobQueue, JobWork } from './job-queue.ts';

export type JobLimits = {
  /** Scans given to the engines at once. */
  concurrency: number;
  /** Samples fetched at once, and of these from one host. */
  fetchSlots: SlotLimits;
};

/** The queue of a scanner that works alone: it is in memory, and filled from the rows at each start. */
export function createEmbeddedJobQueue(
  { concurrency, fetchSlots }: JobLimits,
  log: FastifyBaseLogger,
): JobQueue {
  const stopping = new AbortController();
  const stop = stopping.signal;
  const active = new Set<Promise<void>>();
  const fetching = createSlots(fetchSlots, stop);
  const scanning = createSlots({ total: concurrency, perKey: concurrency }, stop);
  const started = Promise.withResolvers<JobWork>();
  // For jobs that were added to a queue that was never started; nobody else waits.
  started.promise.catch(() => {});

  async function start(work: JobWork, listUnfinished: () => Promise<Job[]>): Promise<void> {
    const jobs = await listUnfinished();
    started.resolve(work);
    for (const job of jobs) add(job);
  }

  function add(job: Job): void {
    const task = run(job).catch((error: unknown) => {
      // Stays unfinished in the store: the next start takes it up again.
      if (!stop.aborted) log.error({ scan: job.scan, err: error }, 'scan not finished');
    });
    active.add(task);
    void task.finally(() => active.delete(task));
  }

  async function run({ scan, host }: Job): Promise<void> {
    const work = await started.promise;
    const fetched = host === null ? 'fetched' : await fetching.run(host, () => work.fetch(scan, stop));
    const outcome = fetched === 'fetched' ? await scanInTurn(scan, work) : fetched;
    if (outcome !== null) await work.finish(scan, outcome, stop);
  }

  /** One that has to wait for an engine gives its place to others meanwhile. */
  async function scanInTurn(scan: number, work: JobWork): Promise<ScanOutcome | null> {
    for (;;) {
      const outcome = await scanning.run('', () => work.scan(scan, stop));
      if (outcome !== 'later') return outcome;
      await work.untilEngines();
    }
  }

  async function close(): Promise<void> {
    stopping.abort();
    started.reject(stop.reason);
    await Promise.all(active);
  }

  return { isShared: false, start, add, close };
}
