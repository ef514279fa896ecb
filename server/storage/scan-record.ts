import * as v from 'valibot';
import type { JsonObject, WireEvidence, WireScanEngine } from '../../lib/api/wire.ts';
import { parseExactJson } from './parse-exact-json.ts';

const verdictCode = v.picklist(['MAL', 'BLK', 'SPM', 'SUS', 'CLN']);

const evidence: v.GenericSchema<unknown, WireEvidence[]> = v.array(
  v.object({
    name: v.string(),
    description: v.string(),
    category: v.string(),
    verdict: v.nullable(verdictCode),
    data: v.record(v.string(), v.unknown()),
    timestamp: v.string(),
  }),
);

const engines: v.GenericSchema<unknown, WireScanEngine[]> = v.array(
  v.object({ name: v.string(), version: v.string(), verdict: verdictCode }),
);

/** As it was sent, to the letter of its numbers. */
const exactObject = v.pipe(
  v.string(),
  v.transform(parseExactJson),
  v.custom<JsonObject>((value) => value !== null),
);

const json = v.pipe(v.string(), v.parseJson());

/** A row of `scans`, checked as it leaves the database. Times are epoch milliseconds, `size` is bytes. */
export const scanRecordSchema = v.object({
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
  verdict: v.nullable(verdictCode),
  confidence: v.nullable(v.number()),
  sub_verdict: v.nullable(v.string()),
  engines: v.pipe(json, engines),
  evidence: v.pipe(json, evidence),
  kind: v.picklist(['file', 'url']),
  path: v.nullable(v.string()),
  storage: v.nullable(v.string()),
  file_password: v.nullable(v.string()),
  user_agent: v.nullable(v.string()),
  original_file_path: v.nullable(v.string()),
  sub_origin: v.nullable(v.string()),
  callback_params: v.nullable(exactObject),
});

export type ScanRecord = v.InferOutput<typeof scanRecordSchema>;
