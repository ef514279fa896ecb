import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import type { Flavour } from './cell.ts';

const BUILD_DIR = fileURLToPath(new URL('../../../.output/chrome-mv3', import.meta.url));

const Manifest = v.looseObject({
  host_permissions: v.optional(v.array(v.string()), []),
  optional_host_permissions: v.optional(v.array(v.string()), []),
});

/**
 * The folder of the extension in this flavour: the build itself, or a copy whose optional hosts are granted, and
 * `file:` with them. The browser prompts for hosts, which nobody answers here; and no switch of a browser gives them.
 * (`--load-extension` allows `file:` addresses by itself; it is the host pattern that the build lacks.)
 */
export async function prepareExtension(flavour: Flavour, folder: string): Promise<string> {
  if (flavour === 'built') return BUILD_DIR;
  const dir = join(folder, 'extension');
  await cp(BUILD_DIR, dir, { recursive: true });
  const path = join(dir, 'manifest.json');
  const { optional_host_permissions, ...manifest } = v.parse(
    Manifest,
    JSON.parse(await readFile(path, 'utf8')),
  );
  const hosts = [...manifest.host_permissions, ...optional_host_permissions, 'file:///*'];
  await writeFile(path, JSON.stringify({ ...manifest, host_permissions: hosts }));
  return dir;
}
