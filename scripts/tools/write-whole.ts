import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file so that at its path there is always all of the old text or all of the new one, also where the process is
 * killed meanwhile or another one writes, too. Missing folders are made.
 */
export async function writeWhole(path: string, bytes: string | Uint8Array): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(part, bytes);
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
}
