import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ZipMember } from './to-zip.ts';

const ANY_EXECUTE = 0o111;

/**
 * Reads files to be packed.
 * @param paths from the folder, with `/`; every file below it where none are given
 * @throws Error that says what to do where one of them is missing
 */
export async function readMembers(folder: string, paths?: readonly string[]): Promise<ZipMember[]> {
  return await Promise.all(
    (paths ?? (await listFiles(folder))).map(async (path) => {
      const file = join(folder, path);
      const [bytes, { mode }] = await Promise.all([readFile(file), stat(file)]).catch((cause: unknown) => {
        throw new Error(
          `${file} is to be packed and can't be read. Bring it back, or wait for the end of another build.`,
          {
            cause,
          },
        );
      });
      return { path, bytes, isExecutable: (mode & ANY_EXECUTE) !== 0 };
    }),
  );
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'));
}
