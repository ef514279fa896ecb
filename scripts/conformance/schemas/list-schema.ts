import * as v from 'valibot';
import { scanSchema } from './scan-schema.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Answer of `GET /api/v1/scans/list/`. */
export const listSchema = v.object({
  count,
  page_result_count: count,
  next: v.nullish(v.string()),
  has_more: v.boolean(),
  results: v.array(scanSchema),
});

export type ScanPage = v.InferOutput<typeof listSchema>;
