import * as v from 'valibot';
import type { DownloadRule } from '../core/download-rule.ts';
import { isMatchPattern } from '../core/match-pattern.ts';

const Words = v.pipe(v.string(), v.trim(), v.nonEmpty());
const Bytes = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A line of the allow or the block list, as it is stored or comes from an administrator. */
export const RuleSchema = v.variant('kind', [
  v.object({ kind: v.literal('host'), host: Words, why: v.string() }),
  v.object({ kind: v.literal('pattern'), pattern: v.pipe(Words, v.check(isMatchPattern)), why: v.string() }),
  v.object({ kind: v.literal('ending'), ending: Words, why: v.string() }),
  v.pipe(
    v.object({
      kind: v.literal('size'),
      atLeast: v.exactOptional(Bytes),
      atMost: v.exactOptional(Bytes),
      why: v.string(),
    }),
    v.check(({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined),
  ),
]) satisfies v.GenericSchema<unknown, DownloadRule>;
