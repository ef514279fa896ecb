import * as v from 'valibot';

/** Body of the POST to `callback_url`. The evidence has capitalised keys here. */
export const callbackSchema = v.object({
  scan_id: v.union([v.pipe(v.string(), v.nonEmpty()), v.number()]),
  name: v.nullable(v.string()),
  type: v.picklist(['File', 'URL']),
  path: v.nullable(v.string()),
  verdict: v.nullable(v.string()),
  evidence: v.array(
    v.object({ Name: v.string(), Data: v.record(v.string(), v.unknown()), Description: v.string() }),
  ),
  params: v.nullable(v.record(v.string(), v.unknown())),
});

export type Callback = v.InferOutput<typeof callbackSchema>;
