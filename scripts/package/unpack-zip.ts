import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import SevenZip from '7z-wasm';

const PERMISSIONS = 0o777;

/**
 * Unpacks a zip of ours into a folder, with the modes that are in it.
 * @throws Error with 7-Zip's words where it fails
 */
export async function unpackZip(file: string, folder: string): Promise<void> {
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  const { FS, callMain } = await SevenZip({ print, printErr: print, stdin: () => 10 });
  FS.writeFile('/in.zip', await readFile(file));
  const status: unknown = callMain(['x', '-y', '-o/out', '/in.zip']);
  if (status !== 0) throw new Error(`${file} could not be unpacked:\n${lines.join('\n')}`);
  const waiting = [''];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const { mode } = FS.stat(`/out/${path}`);
    if (FS.isDir(mode)) {
      const names = FS.readdir(`/out/${path}`).filter((name) => name !== '.' && name !== '..');
      waiting.push(...names.map((name) => (path === '' ? name : `${path}/${name}`)));
      continue;
    }
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, FS.readFile(`/out/${path}`));
    await chmod(target, mode & PERMISSIONS);
  }
}
