import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { packageOfModule } from './package-of-module.ts';
import { readPackage } from './read-package.ts';
import { toLicenceList } from './to-licence-list.ts';

/**
 * Finds out which packages the extension really holds: those of which a line is left in one of its bundles.
 * WXT bundles several times for one build, so the plugin only notes them, and `write` comes at the end of all:
 * `licenses.txt` into the extension, and a list for the SBOM beside it (`chrome-mv3.packages.json`).
 */
export function createShippedPackages() {
  const folders = new Set<string>();
  const plugin = (): Plugin => ({
    name: 'sluice:shipped-packages',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
          const folder = renderedLength > 0 ? packageOfModule(id) : undefined;
          if (folder !== undefined) folders.add(folder);
        }
      }
    },
  });
  /** @param outDir folder of the built extension @throws Error where nothing was noted, or a licence is not allowed */
  const write = async (root: string, outDir: string): Promise<void> => {
    if (folders.size === 0)
      throw new Error('The bundler names no modules any more: see createShippedPackages.');
    const packages = await Promise.all([...folders].map((folder) => readPackage(join(root, folder))));
    const ours = await readFile(join(root, 'LICENSE'), 'utf8');
    await writeFile(join(outDir, 'licenses.txt'), toLicenceList(ours, packages));
    const paths = JSON.stringify([...folders].toSorted(), undefined, 2);
    await writeFile(`${outDir}.packages.json`, `${paths}\n`);
  };
  return { plugin, write };
}
