import { createReadStream } from 'node:fs';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import type { Results } from './figure.ts';

/** Results of all there is to measure have a hundredth of it. More is something else, and not read to its end. */
const MAX_BYTES = 10_000_000;

const MAX_REASON = 160;

const Value = v.pipe(v.number(), v.finite());

const ResultsFile = v.pipe(
  v.record(
    v.string(),
    v.record(
      v.string(),
      v.object({
        median: Value,
        min: Value,
        max: Value,
        unit: v.picklist(['ms', 'bytes', 'bytes/s', 'count', 'ratio']),
      }),
    ),
  ),
  v.check((results) => Object.keys(results).length > 0),
) satisfies v.GenericSchema<unknown, Results>;

/**
 * Reads what an earlier run wrote.
 * @throws Error that says what to do where the file is not one
 */
export async function readResults(path: string): Promise<Results> {
  try {
    return v.parse(ResultsFile, JSON.parse(await text(createReadStream(path, { end: MAX_BYTES }))));
  } catch (cause) {
    throw new Error(
      `${path} holds no results (${toReason(cause)}). Name a file that "npm run bench -- --json FILE" wrote.`,
      {
        cause,
      },
    );
  }
}

/** What is wrong with the file, in one line for a terminal: the words may quote anything that is in it. */
function toReason(cause: unknown): string {
  const words = cause instanceof Error ? cause.message : String(cause);
  return words.slice(0, MAX_REASON).replace(/\p{Cc}/gu, ' ');
}
