import { advanceScan } from '../core/advance-scan.ts';
import { createOnce } from '../core/create-once.ts';
import type { ScanStore } from '../storage/scan-store.ts';
import type { StagedBytes } from '../storage/staged-bytes.ts';
import type { TidyStaged } from './tidy-staged.ts';

export type RecoverScansDeps = {
  store: Pick<ScanStore, 'update' | 'listActive'>;
  staged: Pick<StagedBytes, 'list'>;
  tidyStaged: TidyStaged;
  now: () => number;
  /** Takes errors that should not be. */
  report: (error: unknown) => void;
};

/**
 * Makes the function that takes up what an earlier worker left. It does so once; where it could not, the next call
 * tries again.
 */
export function createScanRecovery({
  store,
  staged,
  tidyStaged,
  now,
  report,
}: RecoverScansDeps): () => Promise<void> {
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
    for (const { id, stagedAt } of await staged.list()) await tidyStaged(id, stagedAt);
  }

  return createOnce(recover);
}
