import { advanceScan } from '../core/advance-scan.ts';
import type { Scan } from '../core/scan.ts';
import type { ScanStore } from '../storage/scan-store.ts';
import type { StagedBytes, StagedFile } from '../storage/staged-bytes.ts';

/** How long staged bytes may be without their scan, in ms: they come first, and the scan right after them. */
const STAGED_WITHOUT_SCAN_MS = 3_600_000;
/** How long the bytes of a scan that failed are kept for a new try, in ms. */
const STAGED_AFTER_FAILURE_MS = 7 * 24 * 3_600_000;

export type RecoverScansDeps = {
  store: Pick<ScanStore, 'get' | 'has' | 'update' | 'listActive'>;
  staged: Pick<StagedBytes, 'list' | 'remove'>;
  now: () => number;
  /** Takes errors that should not be. */
  report: (error: unknown) => void;
};

/**
 * Makes the function that takes up what an earlier worker left. It does so once; where it could not, the next call
 * tries again.
 */
export function createScanRecovery({ store, staged, now, report }: RecoverScansDeps): () => Promise<void> {
  let recovered: Promise<void> | undefined;

  async function recover(): Promise<void> {
    await interruptSubmissions();
    await sweepStaged().catch(report);
  }

  /** A submission found at the start belongs to a worker that is gone. */
  async function interruptSubmissions(): Promise<void> {
    const active = await store.listActive(Number.POSITIVE_INFINITY);
    for (const scan of active.filter(({ state }) => state === 'submitting')) {
      await store.update(scan.id, (current) => advanceScan(current, { type: 'interrupt' }, now()));
    }
  }

  async function sweepStaged(): Promise<void> {
    for (const file of await staged.list()) {
      const scan = await store.get(file.id);
      // A row that can't be read today may be read by a later version.
      if (scan === undefined && (await store.has(file.id))) continue;
      if (!isNeeded(file, scan, now())) await staged.remove(file.id);
    }
  }

  return () => {
    recovered ??= recover().catch((error: unknown) => {
      recovered = undefined;
      throw error;
    });
    return recovered;
  };
}

function isNeeded({ stagedAt }: StagedFile, scan: Scan | undefined, time: number): boolean {
  if (scan === undefined) return time - stagedAt < STAGED_WITHOUT_SCAN_MS;
  if (scan.state === 'failed') return time - (scan.finishedAt ?? time) < STAGED_AFTER_FAILURE_MS;
  return scan.state !== 'done';
}
