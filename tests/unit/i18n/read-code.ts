import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A file of the project: its path from the root. */
export type CodeFile = { path: string; text: string };

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Shows the components to those who build them, in development only. */
const GALLERY = /^entrypoints\/gallery\b/;

/** The code and the pages of the extension. */
export async function readCode(pattern: string): Promise<CodeFile[]> {
  const paths = await Array.fromAsync(glob(pattern, { cwd: ROOT }));
  const shipped = paths.filter((path) => !GALLERY.test(path)).toSorted();
  return Promise.all(shipped.map(async (path) => ({ path, text: await readFile(`${ROOT}${path}`, 'utf8') })));
}
