import { newScan } from '../core/new-scan.ts';
import type { Scan } from '../core/scan.ts';
import { toFileName } from '../core/target.ts';
import type { Downloads, NamedDownload, NewDownload } from '../platform/downloads.ts';
import type { ScanRunner } from '../scan/scan-runner.ts';
import type { ScanStore } from '../storage/scan-store.ts';

export type ObserveDownloadsDeps = {
  downloads: Downloads;
  runner: Pick<ScanRunner, 'add'>;
  store: Pick<ScanStore, 'findByDownload' | 'update'>;
  now: () => number;
  newId: () => string;
  /** Tells the person of a download that could not be recorded, and so is not scanned. Must not throw. */
  onLost: (scan: Scan) => Promise<void>;
  report: (error: unknown) => void;
};

/** The browser's start of a download and our row of it may be read from the clock in either order. In ms. */
const CLOCK_STEP_MS = 1_000;

/**
 * Records and scans every download that begins. It only observes: the browser goes on as it would without Sluice.
 * Downloads of private windows are left alone, since nothing of those may be kept.
 */
export function observeDownloads({
  downloads,
  runner,
  store,
  now,
  newId,
  onLost,
  report,
}: ObserveDownloadsDeps): void {
  /** Additions under way, by download: the name may be decided before the row stands. */
  const adding = new Map<number, Promise<void>>();

  function record(download: NewDownload): void {
    if (download.isPrivateWindow || download.isOwn) return;
    const { id: downloadId, address, path } = download;
    const scan = newScan({
      id: newId(),
      source: 'download',
      address,
      now: now(),
      name: toFileName(path),
      downloadId,
    });
    const added = runner
      .add(scan)
      .catch((error: unknown) => {
        report(error);
        return onLost(scan);
      })
      .finally(() => adding.delete(downloadId));
    adding.set(downloadId, added);
  }

  async function rename({ id, path, startedAt }: NamedDownload): Promise<void> {
    await adding.get(id);
    const scan = await store.findByDownload(id);
    const name = toFileName(path);
    // A row that is older than the download belongs to an earlier session's download of the same number.
    if (scan === undefined || name === '' || scan.name === name || scan.createdAt < startedAt - CLOCK_STEP_MS)
      return;
    await store.update(scan.id, (current) => ({ ...current, name }));
  }

  downloads.onCreated(record);
  downloads.onNamed((named) => void rename(named).catch(report));
}
