import * as v from 'valibot';
import { FALLBACKS } from '../../../lib/core/guard-policy.ts';

/** What became of one file whose scan met a fault of the API, as it is written for the table of the whole run. */
export const ApiFaultResult = v.object({
  name: v.string(),
  /** What the policy says of files whose scan is not finished. */
  onUnfinished: v.picklist(FALLBACKS),
  /** Problems that the scan's row named on the way. */
  problems: v.string(),
  /** Why it was asked about, kept or removed. */
  because: v.string(),
  /** State of the hold, and what lies in the folder. */
  end: v.string(),
  /** The person was told of it. */
  wasTold: v.boolean(),
  /** Under its own name before it might, in ms. */
  exposureMs: v.number(),
  /** The same as `end`, after a person chose, or after the server had recovered. */
  after: v.string(),
  /** What is not as it should be; '' where all is. */
  fault: v.string(),
});

export type ApiFaultResult = v.InferOutput<typeof ApiFaultResult>;
