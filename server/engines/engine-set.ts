import { createReadStream } from 'node:fs';
import type { FastifyBaseLogger } from 'fastify';
import { EngineError, EngineMissingError } from '../errors.ts';
import type { ClamavEngine } from './clamav/clamav-engine.ts';
import { toMissingGap, toPartReport, toReport } from './clamav/to-clamav-report.ts';
import type { EnginePool } from './engine-pool.ts';
import type { EngineReport, WorkerJob, WorkerReport } from './engine-report.ts';

export type EngineSetDeps = {
  pool: EnginePool;
  /** Null where none is configured. */
  clamav: ClamavEngine | null;
  log: FastifyBaseLogger;
};

/** Called before each run of the engine in a worker; a rejection ends the run. */
export type OnTaken = () => Promise<void>;

/** Reports that are kept; a scan whose report is not goes through YARA-X once more. */
const MAX_KEPT = 1_000;

/** Findings and gaps of all of them together: a member may have several of its own. */
const MAX_KEPT_ENTRIES = 100_000;

/** A worker gets a sample so often. */
const TRIES = 2;

export type EngineSet = ReturnType<typeof createEngineSet>;

/** All engines as one: YARA-X in worker threads and, where it is configured, ClamAV at the same time. */
export function createEngineSet({ pool, clamav, log }: EngineSetDeps) {
  // Of scans that wait for clamd, which may do so for hours and be looked at again every few seconds.
  const kept = new Map<number, WorkerReport>();

  /**
   * What each engine has to say of a sample; one that failed on it says so in its gaps.
   * @param id of the scan
   * @throws EngineMissingError where the scan is to wait for an engine (`untilBack`), what `onTaken` throws, or the
   * reason of `stop`.
   */
  async function scan(
    id: number,
    job: WorkerJob,
    onTaken: OnTaken,
    stop: AbortSignal,
  ): Promise<EngineReport[]> {
    try {
      const reports = await scanWithAll(id, job, onTaken, stop);
      forget(id);
      return reports;
    } catch (error) {
      if (!(error instanceof EngineMissingError)) forget(id);
      throw error;
    }
  }

  async function scanWithAll(
    id: number,
    job: WorkerJob,
    onTaken: OnTaken,
    stop: AbortSignal,
  ): Promise<EngineReport[]> {
    const own = Promise.resolve(kept.get(id) ?? scanInWorker(id, job, onTaken, stop));
    if (clamav === null) return [await own];
    const sample = { id, size: job.size, open: () => readSample(job.path) };
    const [first, second] = await all(own, clamav.scan(sample, stop).catch(toValue));
    if (!(second instanceof EngineMissingError)) return [first, toPartReport(second, first.unlocked)];
    const isWorst = first.findings.some(({ severity }) => severity === 'malicious');
    if (clamav.whenMissing === 'wait' && !isWorst) {
      keep(id, first);
      throw second;
    }
    return [first, toReport('', { gaps: [toMissingGap(second.code)] })];
  }

  /** Nothing is remembered of a scan that has ended. */
  function forget(id: number): void {
    kept.delete(id);
    clamav?.forget(id);
  }

  function keep(id: number, report: WorkerReport): void {
    kept.delete(id);
    kept.set(id, report);
    for (const oldest of kept.keys()) {
      if (kept.size <= MAX_KEPT && countEntries([...kept.values()]) <= MAX_KEPT_ENTRIES) return;
      kept.delete(oldest);
    }
  }

  async function scanInWorker(
    id: number,
    job: WorkerJob,
    onTaken: OnTaken,
    stop: AbortSignal,
  ): Promise<WorkerReport> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await pool.scan(job, onTaken);
      } catch (error) {
        stop.throwIfAborted();
        if (!(error instanceof EngineError)) throw error;
        log.warn({ scan: id, attempt, cause: error.code, message: error.message }, 'engine failed');
        if (attempt >= TRIES || error.code === 'process_crashed') return toFailedReport(error.code, attempt);
      }
    }
  }

  return {
    scan,
    /** Resolves when all engines can be reached that a scan would wait for. @throws when the service stops */
    untilBack: async (): Promise<void> => clamav?.untilBack(),
  };
}

/** Both, where neither fails. Also one that fails waits for the other, which would else go on with an ended scan. */
async function all<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([a, b]);
  return Promise.all([a, b]);
}

/** Opened with the first read: where clamd never asks for any, nothing stays open. */
async function* readSample(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path);
}

function countEntries(reports: readonly EngineReport[]): number {
  return reports.reduce((sum, { findings, gaps }) => sum + findings.length + gaps.length, 0);
}

function toFailedReport(cause: string, attempts: number): WorkerReport {
  const description = `The scanning engine failed on this sample (${cause.replaceAll('_', ' ')}), so it was not scanned.`;
  const gap = { name: 'engine_failed', description, data: { cause, attempts, engine: 'yara-x' } } as const;
  const unlocked = { paths: [], count: 0 };
  return { engine: { name: 'yara-x', version: '' }, fileType: null, findings: [], gaps: [gap], unlocked };
}

function toValue(error: unknown): EngineMissingError {
  if (error instanceof EngineMissingError) return error;
  throw error;
}
