import { newScan } from '../core/new-scan.ts';
import { toFileName } from '../core/target.ts';
import type { Downloads, NewDownload } from '../platform/downloads.ts';
import type { ScanRunner } from '../scan/scan-runner.ts';
import type { ScanStore } from '../storage/scan-store.ts';

export type ObserveDownloadsDeps = {
  downloads: Downloads;
  runner: Pick<ScanRunner, 'add'>;
  store: Pick<ScanStore, 'findByDownload' | 'update'>;
  now: () => number;
  newId: () => string;
  report: (error: unknown) => void;
};

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
      .catch(report)
      .finally(() => adding.delete(downloadId));
    adding.set(downloadId, added);
  }

  async function rename(downloadId: number, path: string): Promise<void> {
    await adding.get(downloadId);
    const scan = await store.findByDownload(downloadId);
    const name = toFileName(path);
    if (scan === undefined || name === '' || scan.name === name) return;
    await store.update(scan.id, (current) => ({ ...current, name }));
  }

  downloads.onCreated(record);
  downloads.onNamed((id, path) => void rename(id, path).catch(report));
}
