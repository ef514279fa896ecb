import type { CallbackStore } from '../storage/callback-store.ts';
import type { RowStore } from '../storage/row-store.ts';
import type { ScanStore } from '../storage/scan-store.ts';
import type { Metrics } from './create-metrics.ts';

/** Evidence that says that an engine did not do its part. */
const ENGINE_FAULTS: readonly string[] = ['engine_failed', 'engine_missing'];

/**
 * The same stores, whose writes are counted: every outcome that this process finds passes here.
 * @param isShared whether other scanners may take up, and finish, what this one takes.
 */
export function countRows(rows: RowStore, metrics: Metrics, isShared: boolean): RowStore {
  return {
    ...rows,
    scans: countScans(rows.scans, metrics, isShared),
    callbacks: countCallbacks(rows.callbacks, metrics),
  };
}

function countScans(scans: ScanStore, metrics: Metrics, isShared: boolean): ScanStore {
  const { underWay } = metrics;
  return {
    ...scans,
    async insert(scan) {
      const record = await scans.insert(scan);
      if (!isShared) underWay.add(record.id);
      return record;
    },
    // Those of an earlier process are known once they begin.
    async markFetching(id) {
      underWay.add(id);
      await scans.markFetching(id);
    },
    // Another scanner may go on with it.
    async markFetched(id, sample, name) {
      await scans.markFetched(id, sample, name);
      if (isShared) underWay.delete(id);
    },
    async forgiveStart(id) {
      await scans.forgiveStart(id);
      if (isShared) underWay.delete(id);
    },
    async markScanning(id) {
      underWay.add(id);
      return scans.markScanning(id);
    },
    async markFinished(id, outcome) {
      await scans.markFinished(id, outcome);
      underWay.delete(id);
      metrics.scans.inc({ verdict: outcome.verdict ?? 'none' });
      if (outcome.evidence.some(({ name }) => ENGINE_FAULTS.includes(name))) metrics.engineFailures.inc();
      await observeTime(id);
    },
  };

  /** What is counted must not undo what was done. */
  async function observeTime(id: number): Promise<void> {
    const scan = await scans.findByNumber(id).catch(() => null);
    if (scan !== null && scan.finished_at !== null)
      metrics.scanSeconds.observe((scan.finished_at - scan.created_at) / 1_000);
  }
}

function countCallbacks(callbacks: CallbackStore, { callbacks: counter }: Metrics): CallbackStore {
  return {
    ...callbacks,
    async postpone(scanId, until) {
      await callbacks.postpone(scanId, until);
      counter.inc({ outcome: 'failed' });
    },
    async end(scanId, outcome) {
      await callbacks.end(scanId, outcome);
      counter.inc({ outcome });
    },
  };
}
