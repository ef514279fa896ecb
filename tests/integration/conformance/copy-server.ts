import { randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** A change of the source: what is to be found once in all its files, and what takes its place. */
export type Patch = { find: RegExp; replace: string };

/**
 * Copies the scanner, with one change, to a folder inside the repository, where it finds its packages. The copy goes
 * away when the test is over.
 * @returns the program to run
 * @throws Error where the text is not found exactly once: then the patch has to follow the scanner
 */
export async function copyServer(patch: Patch): Promise<string> {
  const folder = join(ROOT, '.sluice', 'broken', randomUUID());
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  await mkdir(join(folder, 'lib', 'api'), { recursive: true });
  await cp(join(ROOT, 'server'), join(folder, 'server'), { recursive: true });
  await cp(join(ROOT, 'lib', 'api', 'wire.ts'), join(folder, 'lib', 'api', 'wire.ts'));
  await apply(join(folder, 'server'), patch);
  return join(folder, 'server', 'main.ts');
}

async function apply(folder: string, { find, replace }: Patch): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter(({ name }) => name.endsWith('.ts'))
    .map((file) => join(file.parentPath, file.name));
  const everywhere = new RegExp(find, 'g');
  const found: string[] = [];
  for (const path of paths) {
    const source = await readFile(path, 'utf8');
    const matches = source.match(everywhere) ?? [];
    found.push(...matches.map(() => path));
    if (matches.length > 0)
      await writeFile(
        path,
        source.replace(everywhere, () => replace),
      );
  }
  if (found.length !== 1)
    throw new Error(`${find} is ${found.length} times in the scanner, and has to be once.`);
}
