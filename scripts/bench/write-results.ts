import { writeWhole } from '../tools/write-whole.ts';
import type { Results } from './figure.ts';

/** Writes the figures of a run, for `--compare` and for whatever else reads JSON. */
export async function writeResults(path: string, results: Results): Promise<void> {
  await writeWhole(path, `${JSON.stringify(results, undefined, 2)}\n`);
}
