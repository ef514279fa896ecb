import type { FastifyRequest } from 'fastify';
import type { SubmitResponse } from '../../lib/api/wire.ts';
import type { AuditEntry, AuditLog } from '../audit/audit-log.ts';
import { toSafeUrl } from '../queue/safe-url.ts';
import type { ScanQueue } from '../queue/scan-queue.ts';
import type { NewScan, ScanStore } from '../storage/scan-store.ts';

export type AcceptDeps = { scans: ScanStore; queue: ScanQueue; audit: AuditLog };

/** Writes a submission to disk, puts it in the queue, notes who sent it, and makes the documented answer. */
export async function acceptScan(
  request: FastifyRequest,
  { scans, queue, audit }: AcceptDeps,
  scan: NewScan,
): Promise<SubmitResponse> {
  const record = await scans.insert(scan);
  queue.add(record);
  const { id } = record;
  const { principal, log } = request;
  // Ties the lines of the scan, which have its number, to those of the request.
  log.info({ scan: id, token: principal?.id }, 'scan accepted');
  // The scan is on disk and will run: an answer that denies it would have it sent again.
  await audit
    .write(toAuditEntry(request, id, scan))
    .catch((error: unknown) => log.error({ scan: id, err: error }, 'audit log not written'));
  return { scan_id: id, ...(scan.callbackParams === null ? {} : { callback_params: scan.callbackParams }) };
}

function toAuditEntry({ id, ip, principal }: FastifyRequest, scanId: number, scan: NewScan): AuditEntry {
  return {
    action: toAction(scan),
    token: { id: principal?.id ?? '', name: principal?.name ?? '' },
    requestId: id,
    remoteAddress: ip,
    scanId,
    sha256: scan.sample?.sha256 ?? null,
    size: scan.sample?.size ?? null,
    address: scan.link === null ? null : toSafeUrl(new URL(scan.link)),
    storage: scan.storage,
  };
}

function toAction({ kind, sample, link }: NewScan): AuditEntry['action'] {
  if (kind === 'url') return 'submit-page';
  if (sample !== null) return 'submit-file';
  return link === null ? 'submit-path' : 'submit-link';
}
