/** Packs the extension for the stores: `npm run package`. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readOptions } from '../tools/read-options.ts';
import { requireWritableFolder } from '../tools/require-writable-folder.ts';
import { runCommand } from '../tools/run-command.ts';
import { ROOT, runTool } from '../tools/run-tool.ts';
import { checkPackages } from './check-packages.ts';
import { CHECKSUMS, makePackages } from './make-packages.ts';

const options = readOptions('npm run package -- [--check] [--out DIR]', {
  check: { type: 'boolean' },
  out: { type: 'string' },
});
const folder = resolve(options.out ?? join(ROOT, '.output', 'packages'));

const parts = new AsyncDisposableStack();
await runCommand(packAll, parts);

async function packAll(): Promise<number> {
  await warnOfChanges();
  await requireWritableFolder(folder);
  const files = await makePackages(folder);
  const lines = files.map(
    ({ name, bytes, sha256 }) =>
      `${name.padEnd(28)} ${String(bytes.byteLength).padStart(9)} bytes  ${sha256}\n`,
  );
  process.stdout.write(`${lines.join('')}\nThe packages and ${CHECKSUMS} are in ${folder}.\n`);
  if (options.check !== true) return 0;
  const different = await checkPackages(folder, files, parts);
  process.stdout.write(
    different.length === 0
      ? 'Packed once more from the source zip, every file is the same, byte for byte.\n'
      : `Packed once more from the source zip, these are others: ${different.join(', ')}.\n`,
  );
  return different.length === 0 ? 0 : 1;
}

/** What is not committed is in the packages, and whoever gets the commit makes others. */
async function warnOfChanges(): Promise<void> {
  if (!existsSync(join(ROOT, '.git'))) return;
  const { code, output, stdout } = await runTool('git', ['status', '--porcelain'], { isQuiet: true });
  if (code !== 0) throw new Error(`git could not say whether all is committed:\n${output}`);
  if (stdout.trim() !== '')
    process.stderr.write(
      `Not all of this is committed, so these packages are not those of a commit:\n${stdout}`,
    );
}
