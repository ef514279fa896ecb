import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, matchesGlob } from 'node:path';
import { runTool } from '../tools/run-tool.ts';

/**
 * Lists the files of the project's source: what git tracks; where there is no repository, as in an unpacked source zip,
 * everything that `.gitignore` does not name.
 * @returns paths from the root with `/`, sorted
 * @throws Error where git fails, or `.gitignore` says something that is not understood here
 */
export async function listSourceFiles(root: string): Promise<string[]> {
  const paths = existsSync(join(root, '.git')) ? await listTracked(root) : await listUnignored(root);
  return paths.toSorted();
}

async function listTracked(root: string): Promise<string[]> {
  const { code, output, stdout } = await runTool('git', ['-C', root, 'ls-files', '-z'], { isQuiet: true });
  if (code !== 0) throw new Error(`git could not list the files of the source:\n${output}`);
  return stdout.split('\0').filter((path) => path !== '');
}

async function listUnignored(root: string): Promise<string[]> {
  const ignored = parseIgnored(await readFile(join(root, '.gitignore'), 'utf8'));
  const isIgnored = (name: string, isFolder: boolean) =>
    ignored.some(({ glob, foldersOnly }) => (isFolder || !foldersOnly) && matchesGlob(name, glob));
  const walk = async (folder: string): Promise<string[]> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    const wanted = entries.filter((entry) => !isIgnored(entry.name, entry.isDirectory()));
    const found = wanted.map((entry) => {
      if (entry.isDirectory()) return walk(`${folder}${entry.name}/`);
      // There are no links in the source; `node_modules` may be one.
      return entry.isFile() ? [`${folder}${entry.name}`] : [];
    });
    return (await Promise.all(found)).flat();
  };
  return await walk('');
}

/** Names of files and folders only: a line that is more than that would be read wrongly, and is refused. */
function parseIgnored(text: string): { glob: string; foldersOnly: boolean }[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const glob = line.replace(/\/$/, '');
      if (/[/!\\]/.test(glob)) throw new Error(`.gitignore has "${line}": only plain names are understood.`);
      return { glob, foldersOnly: line.endsWith('/') };
    });
}
