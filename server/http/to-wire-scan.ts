import type { WireScan } from '../../lib/api/wire.ts';
import type { ScanRecord } from '../storage/scan-record.ts';

/** A row as the API shows it. */
export function toWireScan(record: ScanRecord): WireScan {
  const { sha1, sha256, size } = record;
  return {
    id: String(record.id),
    full_scan_id: record.full_scan_id,
    root_scan_id: record.full_scan_id,
    origin: record.origin,
    created_at: new Date(record.created_at).toISOString(),
    finished_at: record.finished_at === null ? null : new Date(record.finished_at).toISOString(),
    verbose_verdict: record.verdict,
    confidence: record.confidence,
    root_scan_summary: { sub_verdict: record.sub_verdict },
    sample_name: record.name,
    sample: sha1 === null || sha256 === null || size === null ? null : { sha1, sha256, file_size: size },
    sample_file_type: record.file_type,
    scan_engines: record.engines,
    evidence: record.evidence,
    type: record.kind === 'url' ? 'URL' : 'File',
    path: record.path,
    original_file_path: record.original_file_path,
    sub_origin: record.sub_origin,
  };
}
