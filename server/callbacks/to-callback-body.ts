import type { VerdictCode, WireCallback } from '../../lib/api/wire.ts';
import type { ScanRecord } from '../storage/scan-record.ts';

/** The documented body knows two verdicts. What must not be opened is `MAL`, whatever the reason. */
const VERDICT_OF: { [code in VerdictCode]: 'MAL' | 'CLN' } = {
  MAL: 'MAL',
  BLK: 'MAL',
  SPM: 'MAL',
  SUS: 'MAL',
  CLN: 'CLN',
};

/** What a receiver is told of a finished scan. A scan without a verdict has null, never `CLN`. */
export function toCallbackBody(record: ScanRecord): WireCallback {
  return {
    scan_id: String(record.id),
    name: record.name,
    type: record.kind === 'url' ? 'URL' : 'File',
    path: record.path,
    verdict: record.verdict === null ? null : VERDICT_OF[record.verdict],
    evidence: record.evidence.map(({ name, data, description }) => ({
      Name: name,
      Data: data,
      Description: description,
    })),
    params: record.callback_params ?? {},
  };
}
