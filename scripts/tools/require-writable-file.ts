import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { requireWritableFolder } from './require-writable-folder.ts';

/**
 * Makes sure of a file to write before minutes are spent on what is to be in it. The file itself is left as it is.
 * @throws Error that says what to do
 */
export async function requireWritableFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw new Error(`${path} is a folder. Name a file.`);
  await requireWritableFolder(dirname(path));
}
