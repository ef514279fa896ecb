import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Results } from './figure.ts';

/** Writes the figures of a run, for `--compare` and for whatever else reads JSON. */
export async function writeResults(path: string, results: Results): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(results, undefined, 2)}\n`);
}
