import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { Results } from './figure.ts';

const ResultsFile = v.pipe(
  v.record(
    v.string(),
    v.record(
      v.string(),
      v.object({
        median: v.number(),
        min: v.number(),
        max: v.number(),
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
    return v.parse(ResultsFile, JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new Error(`${path} holds no results. Name a file that "npm run bench -- --json FILE" wrote.`, {
      cause,
    });
  }
}
