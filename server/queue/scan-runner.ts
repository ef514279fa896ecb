import type { FastifyBaseLogger } from 'fastify';
import type { Dispatcher } from 'undici';
import type { EngineSet } from '../engines/engine-set.ts';
import { toOutcome, toUnscannedOutcome } from '../engines/to-outcome.ts';
import { EngineError, EngineMissingError, FetchError, SampleStoreError, TooLargeError } from '../errors.ts';
import { AddressRefusedError } from '../network/address-refused-error.ts';
import type { SampleFile, SampleStore, StoredSample } from '../storage/sample-store.ts';
import type { ScanRecord } from '../storage/scan-record.ts';
import type { ScanOutcome, ScanStore } from '../storage/scan-store.ts';
import type { Storages } from '../storages/create-storages.ts';
import type { FetchLimits } from './fetch-limits.ts';
import { fetchPath } from './fetch-path.ts';
import type { FetchedSample } from './fetched-sample.ts';
import { persist } from './persist.ts';
import { type SampleSource, toPendingSource } from './sample-source.ts';
import { toFetchFailure } from './to-fetch-failure.ts';

export type ScanRunnerDeps = {
  scans: ScanStore;
  samples: SampleStore;
  storages: Storages;
  /** Largest file that is fetched from a storage, in bytes. */
  maxBytes: number;
  engines: EngineSet;
  fetchLimits: FetchLimits;
  /** What makes the connections for links. */
  openAgent: () => Promise<Dispatcher>;
  now: () => number;
  log: FastifyBaseLogger;
};

export type ScanRunner = ReturnType<typeof createScanRunner>;

/** An engine gets a sample twice. More starts than this are runs that took the whole process down. */
const MAX_STARTS = 4;

/** Takes one scan from wherever it stands to its outcome. Every step may be run again after a restart. */
export function createScanRunner(deps: ScanRunnerDeps) {
  const { scans, samples, engines, fetchLimits, openAgent, now, log } = deps;

  /**
   * Fetches the sample where it has to be. Null once it is stored, else the outcome of a scan without one.
   * @throws only where the service is stopping or its storage fails: the scan then stays unfinished.
   */
  async function fetch(scan: ScanRecord, stop: AbortSignal): Promise<ScanOutcome | null> {
    const source = toPendingSource(scan);
    return source === null ? null : fetchSample(scan, source, stop);
  }

  /**
   * Scans the stored sample. Does not write the outcome.
   * @throws EngineMissingError where it is to be run again after `untilEngines`; else only where the service is stopping
   * or its storage fails. The scan then stays unfinished.
   */
  async function run(scan: ScanRecord, stop: AbortSignal): Promise<ScanOutcome> {
    await using file = await openSample(scan, stop);
    if (file === null)
      return toUnscannedOutcome('sample_missing', 'The sample is no longer stored.', {}, now());
    return await scanSample(scan, file.path, stop);
  }

  /** Waits for a store that can't be reached: a sample that is there is scanned in the end. Null where it is lost. */
  async function openSample(scan: ScanRecord, stop: AbortSignal): Promise<SampleFile | null> {
    const { sample_id: id, sha256 } = scan;
    if (id === null || sha256 === null) return null;
    return persist(() => samples.open({ id, sha256 }, stop), stop, log.child({ scan: scan.id }));
  }

  async function fetchSample(
    scan: ScanRecord,
    source: SampleSource,
    stop: AbortSignal,
  ): Promise<ScanOutcome | null> {
    await persist(() => scans.markFetching(scan.id), stop, log);
    try {
      const { sample, name } = await fetchFrom(scan, source, stop);
      await keepSample(scan.id, sample, name, stop);
      return null;
    } catch (error) {
      if (error instanceof SampleStoreError) {
        log.error({ scan: scan.id, err: error }, 'sample not stored');
        return toUnscannedOutcome('sample_not_stored', error.message, { cause: error.code }, now());
      }
      if (!(error instanceof FetchError || error instanceof TooLargeError)) throw error;
      const facts = error instanceof AddressRefusedError ? { reason: error.reason } : {};
      log.warn({ scan: scan.id, cause: error.code, ...facts }, `${source.kind} not fetched`);
      return toFetchFailure(source, error, now());
    }
  }

  /** A sample that no row names is of no use to the next start: it goes. */
  async function keepSample(
    id: number,
    sample: StoredSample,
    name: string | null,
    stop: AbortSignal,
  ): Promise<void> {
    try {
      await persist(() => scans.markFetched(id, sample, name), stop, log);
    } catch (error) {
      await samples.remove(sample.id);
      throw error;
    }
  }

  async function fetchFrom(
    scan: ScanRecord,
    source: SampleSource,
    stop: AbortSignal,
  ): Promise<FetchedSample> {
    if (source.kind !== 'link') return fetchPath(source, { ...deps, limits: fetchLimits }, stop);
    // Its client is loaded with the first link: no start waits for it.
    const { fetchLink } = await import('./fetch-link.ts');
    const reader = { page: scan.kind === 'url', userAgent: scan.user_agent };
    const agent = await openAgent();
    return fetchLink(source.link, { samples, limits: fetchLimits, agent, stop, reader });
  }

  async function scanSample(scan: ScanRecord, path: string, stop: AbortSignal): Promise<ScanOutcome> {
    // Counted once a worker takes it: a scan that only waits takes no process down.
    const onTaken = async (): Promise<void> => {
      const starts = await persist(() => scans.markScanning(scan.id), stop, log);
      if (starts > MAX_STARTS)
        throw new EngineError('process_crashed', 'Too many runs did not come to an end.');
    };
    const job = {
      path,
      name: scan.name ?? '',
      size: scan.size ?? 0,
      password: scan.file_password,
    };
    try {
      return toOutcome(await engines.scan(scan.id, job, onTaken, stop), now());
    } catch (error) {
      // A run that ended so took no process down, however often it is repeated.
      if (error instanceof EngineMissingError) await persist(() => scans.forgiveStart(scan.id), stop, log);
      throw error;
    }
  }

  return { fetch, run, untilEngines: engines.untilBack };
}
