import * as v from 'valibot';
import type { WireEvidence } from '../../lib/api/wire.ts';
import { verdictSchema } from './verdict-schema.ts';

const text = (description: string) => v.pipe(v.string(), v.description(description));

/** One piece of evidence, as it is stored and answered. */
export const evidenceSchema = v.object({
  name: text('One word for programs: the rule that matched, or why something was not scanned.'),
  description: text('The same for people.'),
  category: text('“not_scanned” where something was left out; else the kind of finding.'),
  verdict: v.pipe(
    v.nullable(verdictSchema),
    v.description('Null where the evidence says why something was not scanned.'),
  ),
  data: v.pipe(v.record(v.string(), v.unknown()), v.description('Facts that depend on the name.')),
  timestamp: v.pipe(v.string(), v.isoTimestamp(), v.description('When it was found.')),
}) satisfies v.GenericSchema<unknown, WireEvidence>;
