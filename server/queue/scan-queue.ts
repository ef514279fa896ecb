import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { toUnscannedOutcome } from '../engines/to-outcome.ts';
import { EngineMissingError } from '../errors.ts';
import type { SampleStore } from '../storage/sample-store.ts';
import type { ScanRecord } from '../storage/scan-record.ts';
import type { ScanOutcome, ScanStore } from '../storage/scan-store.ts';
import { createSlots, type SlotLimits } from './create-slots.ts';
import { persist } from './persist.ts';
import type { ScanRunner } from './scan-runner.ts';

export type ScanQueueDeps = {
  runner: ScanRunner;
  scans: ScanStore;
  samples: SampleStore;
  /** Scans given to the engines at once. */
  concurrency: number;
  /** Samples fetched at once, and of these from one host. */
  fetchSlots: SlotLimits;
  /** Minimum milliseconds from submission to verdict. */
  scanDelayMs: number;
  /** Called when a scan has finished; handles its own failures. */
  onFinished: () => void;
  now: () => number;
  log: FastifyBaseLogger;
};

export type ScanQueue = ReturnType<typeof createScanQueue>;

/**
 * Runs scans in the order they came. What is fetched and what is scanned have limits of their own: links that never end
 * hold up neither the engines nor uploads. The store is the queue's memory.
 */
export function createScanQueue({
  runner,
  scans,
  samples,
  concurrency,
  fetchSlots,
  scanDelayMs,
  onFinished,
  now,
  log,
}: ScanQueueDeps) {
  const stopping = new AbortController();
  const active = new Set<Promise<void>>();
  const fetching = createSlots(fetchSlots, stopping.signal);
  const scanning = createSlots({ total: concurrency, perKey: concurrency }, stopping.signal);

  /** Takes up what an earlier process left unfinished, and removes samples that no scan needs. */
  async function resume(): Promise<void> {
    const unfinished = await scans.unfinished('all');
    await samples.sweep(new Set(unfinished.flatMap((scan) => scan.sample_id ?? [])));
    for (const scan of unfinished) add(scan.id);
  }

  function add(id: number): void {
    const task = runScan(id);
    active.add(task);
    void task.finally(() => active.delete(task));
  }

  async function runScan(id: number): Promise<void> {
    try {
      const outcome = await findOutcome(id);
      const scan = await scans.findByNumber(id);
      if (scan === null) throw new Error(`scan ${id} is not in the store`);
      await delay(scan);
      await finish(scan, outcome);
    } catch (error) {
      // Stays unfinished in the store: the next start takes it up again.
      if (!stopping.signal.aborted) log.error({ scan: id, err: error }, 'scan not finished');
    }
  }

  async function findOutcome(id: number): Promise<ScanOutcome> {
    try {
      const host = await runner.hostOf(id);
      const failure =
        host === null ? null : await fetching.run(host, () => runner.fetch(id, stopping.signal));
      return failure ?? (await scanWhenPossible(id));
    } catch (error) {
      if (stopping.signal.aborted) throw error;
      log.error({ scan: id, err: error }, 'scan failed');
      return toUnscannedOutcome('scan_failed', 'The scan failed inside the service.', {}, now());
    }
  }

  /** A scan that has to wait for an engine holds up no other one meanwhile. */
  async function scanWhenPossible(id: number): Promise<ScanOutcome> {
    for (;;) {
      try {
        return await scanning.run('', () => runner.run(id, stopping.signal));
      } catch (error) {
        if (!(error instanceof EngineMissingError)) throw error;
        log.info({ scan: id, cause: error.code }, 'scan waits for an engine');
      }
      await runner.untilEngines();
    }
  }

  async function delay({ created_at }: ScanRecord): Promise<void> {
    const left = Math.min(scanDelayMs, created_at + scanDelayMs - now());
    if (left > 0) await wait(left, undefined, { signal: stopping.signal });
  }

  async function finish({ id, sample_id }: ScanRecord, outcome: ScanOutcome): Promise<void> {
    // First the row, then the file: a crash in between leaves an orphan, which the next start sweeps.
    await persist(() => scans.markFinished(id, outcome), stopping.signal, log.child({ scan: id }));
    onFinished();
    if (sample_id !== null) await removeSample(id, sample_id);
    log.info(
      { scan: id, verdict: outcome.verdict, reasons: [...new Set(outcome.evidence.map(({ name }) => name))] },
      'scan finished',
    );
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
    stopping.abort();
    await Promise.all(active);
    try {
      await scans.forgiveStarts();
    } catch (error) {
      log.error({ err: error }, 'starts not taken back');
    }
  }

  return { add, resume, close };
}
