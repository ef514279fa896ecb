import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes sure of a folder to write into before minutes are spent on what is to go there: makes it where it is missing,
 * and tries it with a file that is removed again.
 * @throws Error that says what to do
 */
export async function requireWritableFolder(folder: string): Promise<void> {
  const trial = join(folder, `.${process.pid}.trial`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(trial, '');
    await rm(trial);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Nothing can be written into ${folder} (${reason}). Name another folder.`, { cause });
  }
}
