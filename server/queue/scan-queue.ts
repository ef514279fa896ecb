import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { toUnscannedOutcome } from '../engines/to-outcome.ts';
import { EngineMissingError } from '../errors.ts';
import type { SampleStore } from '../storage/sample-store.ts';
import type { ScanRecord } from '../storage/scan-record.ts';
import type { ScanOutcome, ScanStore } from '../storage/scan-store.ts';
import type { Job, JobQueue, JobWork } from './job-queue.ts';
import { persist } from './persist.ts';
import { toPendingSource } from './sample-source.ts';
import type { ScanRunner } from './scan-runner.ts';

export type ScanQueueDeps = {
  jobs: JobQueue;
  runner: ScanRunner;
  scans: ScanStore;
  samples: SampleStore;
  /** Minimum milliseconds from submission to verdict. */
  scanDelayMs: number;
  /** Called when a scan has finished; handles its own failures. */
  onFinished: () => void;
  now: () => number;
  log: FastifyBaseLogger;
};

export type ScanQueue = ReturnType<typeof createScanQueue>;

/** How often a store of samples that scanners share is swept, in milliseconds. */
const SWEEP_MS = 3_600_000;

/** Brings scans to their end: the queue says which is next, the runner finds its outcome, and the store keeps it. */
export function createScanQueue(deps: ScanQueueDeps) {
  const { jobs, runner, scans, samples, scanDelayMs, onFinished, now, log } = deps;
  const { untilEngines } = runner;
  let sweeps: NodeJS.Timeout | null = null;

  /** Takes up what earlier processes left unfinished, and removes samples that no scan needs. */
  async function resume(): Promise<void> {
    await sweep();
    // A scanner that works alone takes up what came to it, though others may use the same database.
    const whose = jobs.isShared ? 'all' : 'own';
    const listUnfinished = async (): Promise<Job[]> => (await scans.unfinished(whose)).map(toJob);
    await jobs.start({ fetch, scan, untilEngines, finish }, listUnfinished);
    if (!samples.isShared) return;
    const sweepOrLog = (): Promise<void> =>
      sweep().catch((error: unknown) => log.error({ err: error }, 'samples not swept'));
    sweeps = setInterval(() => void sweepOrLog(), SWEEP_MS);
    sweeps.unref();
  }

  async function sweep(): Promise<void> {
    const unfinished = await scans.unfinished('all');
    await samples.sweep(new Set(unfinished.flatMap(({ sample_id }) => sample_id ?? [])));
  }

  const add = (record: ScanRecord): void => jobs.add(toJob(record));

  const fetch: JobWork['fetch'] = (id, stop) =>
    orFailure(id, stop, async () => {
      const record = await find(id, stop);
      return record === null ? null : ((await runner.fetch(record, stop)) ?? 'fetched');
    });

  const scan: JobWork['scan'] = (id, stop) =>
    orFailure(id, stop, async () => {
      const record = await find(id, stop);
      return record === null ? null : await runner.run(record, stop).catch(toLater(id));
    });

  /** A scan that has to wait for an engine holds up no other one meanwhile. */
  const toLater =
    (id: number) =>
    (error: unknown): 'later' => {
      if (!(error instanceof EngineMissingError)) throw error;
      log.info({ scan: id, cause: error.code }, 'scan waits for an engine');
      return 'later';
    };

  /** A fault inside the service ends the one scan that meets it. */
  async function orFailure<T>(
    id: number,
    stop: AbortSignal,
    work: () => Promise<T>,
  ): Promise<T | ScanOutcome> {
    try {
      return await work();
    } catch (error) {
      stop.throwIfAborted();
      log.error({ scan: id, err: error }, 'scan failed');
      return toUnscannedOutcome('scan_failed', 'The scan failed inside the service.', {}, now());
    }
  }

  /** The row of a scan; null once it has ended: a job may be handed out again, and to several scanners. */
  async function find(id: number, stop: AbortSignal): Promise<ScanRecord | null> {
    const record = await persist(() => scans.findByNumber(id), stop, log.child({ scan: id }));
    return record === null || record.state === 'finished' ? null : record;
  }

  const finish: JobWork['finish'] = async (id, outcome, stop) => {
    const record = await find(id, stop);
    if (record === null) return;
    await delay(record, stop);
    // First the row, then the sample: a crash in between leaves an orphan, which is swept.
    await persist(() => scans.markFinished(id, outcome), stop, log.child({ scan: id }));
    onFinished();
    if (record.sample_id !== null) await removeSample(id, record.sample_id);
    const reasons = [...new Set(outcome.evidence.map(({ name }) => name))];
    log.info({ scan: id, verdict: outcome.verdict, reasons }, 'scan finished');
  };

  async function delay({ created_at }: ScanRecord, stop: AbortSignal): Promise<void> {
    const left = Math.min(scanDelayMs, created_at + scanDelayMs - now());
    if (left > 0) await wait(left, undefined, { signal: stop });
  }

  async function removeSample(id: number, sampleId: string): Promise<void> {
    try {
      await samples.remove(sampleId);
    } catch (error) {
      log.warn({ scan: id, err: error }, 'sample not removed, left to the next sweep');
    }
  }

  /** Stops taking and waiting; scans under way stay unfinished in the store. Resolves when nothing runs any more. */
  async function close(): Promise<void> {
    if (sweeps !== null) clearInterval(sweeps);
    await jobs.close();
    try {
      await scans.forgiveStarts();
    } catch (error) {
      log.error({ err: error }, 'starts not taken back');
    }
  }

  return { add, resume, close };
}

function toJob(record: ScanRecord): Job {
  const source = toPendingSource(record);
  if (source === null) return { scan: record.id, host: null };
  const host = source.kind === 'link' ? new URL(source.link).host : `storage ${source.storage}`;
  return { scan: record.id, host };
}
