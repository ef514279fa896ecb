import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files below a folder in which a text stands. None may come or go meanwhile, so wait for the samples to be removed. */
export async function filesThatHold(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const holders = await Promise.all(files.map(async (file) => (await readFile(file)).includes(text)));
  return files.filter((_file, at) => holders[at]);
}
