import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, runTool } from '../tools/run-tool.ts';
import { CHECKSUMS } from './make-packages.ts';
import type { PackedFile } from './packed-file.ts';
import { unpackZip } from './unpack-zip.ts';

/**
 * Unpacks the source zip somewhere else, where no git and no earlier build is, packs everything once more from there,
 * and compares. The installed packages are shared.
 * @param folder of the packages
 * @param parts what has to be removed at the end
 * @returns the names of the files that came out otherwise
 * @throws Error where the source does not build
 */
export async function checkPackages(
  folder: string,
  files: readonly PackedFile[],
  parts: AsyncDisposableStack,
): Promise<string[]> {
  const sources = files.find(({ name }) => name.endsWith('-sources.zip'))?.name ?? '';
  const parent = await mkdtemp(join(tmpdir(), 'sluice-package-'));
  parts.defer(() => rm(parent, { recursive: true, force: true, maxRetries: 5 }));
  const [copy, again] = [join(parent, 'source'), join(parent, 'again')];
  await mkdir(copy);
  await unpackZip(join(folder, sources), copy);
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const script = join(copy, 'scripts', 'package.mjs');
  const { code, output } = await runTool(process.execPath, [script, '--out', again], { isQuiet: true });
  if (code !== 0) throw new Error(`The source zip could not be packed again:\n${output}`);
  const sums = (await readFile(join(again, CHECKSUMS), 'utf8')).split('\n');
  return files.filter(({ name, sha256 }) => !sums.includes(`${sha256}  ${name}`)).map(({ name }) => name);
}
