import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** Makes a file of zeros that takes no room on the disk. @returns its path */
export async function makeZeroFile(folder: string, name: string, size: number): Promise<string> {
  const path = join(folder, name);
  const file = await open(path, 'w');
  await file.truncate(size);
  await file.close();
  return path;
}
