import * as v from 'valibot';
import type { JsonObject } from '../../lib/api/wire.ts';
import { evidenceSchema } from './evidence-schema.ts';
import { parseExactJson } from './parse-exact-json.ts';
import { scanEngineSchema } from './scan-engine-schema.ts';
import { verdictSchema } from './verdict-schema.ts';

/** As it was sent, to the letter of its numbers. */
const exactObject = v.pipe(
  v.string(),
  v.transform(parseExactJson),
  v.custom<JsonObject>((value) => value !== null),
);

const json = v.pipe(v.string(), v.parseJson());

const scanRecordSchema = v.object({
  id: v.number(),
  full_scan_id: v.string(),
  origin: v.string(),
  state: v.picklist(['queued', 'fetching', 'scanning', 'finished']),
  created_at: v.number(),
  finished_at: v.nullable(v.number()),
  name: v.nullable(v.string()),
  sample_id: v.nullable(v.string()),
  link: v.nullable(v.string()),
  sha1: v.nullable(v.string()),
  sha256: v.nullable(v.string()),
  size: v.nullable(v.number()),
  file_type: v.nullable(v.string()),
  engine_attempts: v.number(),
  verdict: v.nullable(verdictSchema),
  confidence: v.nullable(v.number()),
  sub_verdict: v.nullable(v.string()),
  engines: v.pipe(json, v.array(scanEngineSchema)),
  evidence: v.pipe(json, v.array(evidenceSchema)),
  kind: v.picklist(['file', 'url']),
  path: v.nullable(v.string()),
  storage: v.nullable(v.string()),
  file_password: v.nullable(v.string()),
  user_agent: v.nullable(v.string()),
  original_file_path: v.nullable(v.string()),
  sub_origin: v.nullable(v.string()),
  callback_params: v.nullable(exactObject),
});

/** A row of `scans`, checked as it leaves the database. Times are epoch milliseconds, `size` is bytes. */
export type ScanRecord = v.InferOutput<typeof scanRecordSchema>;

/** @throws where the row is none, or holds what no version of the service writes. */
export function toScanRecord(row: unknown): ScanRecord {
  return v.parse(scanRecordSchema, row);
}
