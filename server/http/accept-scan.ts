import type { SubmitResponse } from '../../lib/api/wire.ts';
import type { ScanQueue } from '../queue/scan-queue.ts';
import type { NewScan, ScanStore } from '../storage/scan-store.ts';

/** Writes a submission to disk, puts it in the queue and makes the documented answer. */
export async function acceptScan(scans: ScanStore, queue: ScanQueue, scan: NewScan): Promise<SubmitResponse> {
  const record = await scans.insert(scan);
  queue.add(record);
  return {
    scan_id: record.id,
    ...(scan.callbackParams === null ? {} : { callback_params: scan.callbackParams }),
  };
}
