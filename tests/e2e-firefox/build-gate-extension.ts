import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const SOURCE = fileURLToPath(new URL('gate-extension', import.meta.url));
const SCRIPTS = ['background', 'control'];
const COPIED = ['manifest.json', 'control.html'];

/** Builds the extension that holds the gate alone into a folder. */
export async function buildGateExtension(folder: string): Promise<void> {
  for (const name of SCRIPTS) {
    await build({
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      build: {
        outDir: folder,
        emptyOutDir: false,
        minify: false,
        lib: { entry: join(SOURCE, `${name}.ts`), formats: ['iife'], name, fileName: () => `${name}.js` },
      },
    });
  }
  for (const name of COPIED) await copyFile(join(SOURCE, name), join(folder, name));
}
