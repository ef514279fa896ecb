import * as v from 'valibot';

/** Codes of `verbose_verdict`. */
export const VERDICTS = ['MAL', 'BLK', 'SPM', 'SUS', 'CLN'] as const;

const text = v.pipe(v.string(), v.nonEmpty());

/** What is needed of a scan in whatever state it is. */
export const scanSchema = v.object({
  id: text,
  full_scan_id: text,
  root_scan_id: text,
  origin: v.string(),
  /** Null, empty or absent while the scan runs. */
  finished_at: v.nullish(v.string()),
  verbose_verdict: v.nullish(v.string()),
  sample: v.nullish(
    v.object({
      sha1: v.nullish(v.string()),
      sha256: v.nullish(v.string()),
      file_size: v.nullish(v.number()),
    }),
  ),
  evidence: v.nullish(v.array(v.unknown())),
});

/** A row of the list or the answer for one scan. */
export type Scan = v.InferOutput<typeof scanSchema>;

/** The fields of a scan that has ended with a verdict. */
export const doneScanSchema = v.object({
  finished_at: v.pipe(
    v.string(),
    v.check((value) => !Number.isNaN(Date.parse(value)), 'Expected a time.'),
  ),
  verbose_verdict: v.picklist(VERDICTS),
  confidence: v.union([v.number(), v.string()]),
  root_scan_summary: v.object({ sub_verdict: v.nullish(v.string()) }),
  sample: v.object({ sha1: text, sha256: text, file_size: v.pipe(v.number(), v.integer()) }),
  sample_file_type: text,
  scan_engines: v.array(v.unknown()),
  evidence: v.array(
    v.object({
      name: text,
      description: v.string(),
      category: v.string(),
      verdict: v.nullish(v.string()),
      data: v.record(v.string(), v.unknown()),
      timestamp: v.union([v.string(), v.number()]),
    }),
  ),
});
