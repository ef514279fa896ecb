import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Browser, buildExtension } from '../tools/build-extension.ts';
import { ROOT } from '../tools/run-tool.ts';
import { writeWhole } from '../tools/write-whole.ts';
import { listSourceFiles } from './list-source-files.ts';
import { Lockfile } from './lockfile.ts';
import type { PackedFile } from './packed-file.ts';
import { readMembers } from './read-members.ts';
import { toSbom } from './to-sbom.ts';
import { toZip } from './to-zip.ts';

const BROWSERS: readonly Browser[] = ['chrome', 'edge', 'firefox'];

/** The list of checksums, as `sha256sum --check` reads it. */
export const CHECKSUMS = 'SHA256SUMS';

/**
 * Builds the extension for each store and packs it, and with it the source and the SBOM.
 * The same source makes the same files.
 * @param folder where they go; packages of another version that are in it are removed
 */
export async function makePackages(folder: string): Promise<PackedFile[]> {
  const manifest: unknown = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const { version } = v.parse(v.object({ version: v.string() }), manifest);
  const files: PackedFile[] = [];
  const add = (name: string, bytes: Uint8Array) =>
    files.push({ name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') });
  // First, since what is missing of it is known in a moment, and the builds take minutes.
  const sources = await readMembers(ROOT, await listSourceFiles(ROOT));
  const shipped = new Set<string>();
  for (const browser of BROWSERS) {
    const built = await buildExtension(browser);
    add(`sluice-${version}-${browser}.zip`, await toZip(await readMembers(built)));
    for (const path of await readShipped(built)) shipped.add(path);
  }
  add(`sluice-${version}-sources.zip`, await toZip(sources));
  add('sbom.json', await makeSbom([...shipped], version));
  for (const { name, bytes } of files) await writeWhole(join(folder, name), bytes);
  await writeWhole(join(folder, CHECKSUMS), files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(''));
  await removeOlder(folder, files);
  return files;
}

async function removeOlder(folder: string, files: readonly PackedFile[]): Promise<void> {
  const packages = (await readdir(folder)).filter((name) => /^sluice-[\d.]+-[a-z]+\.zip$/.test(name));
  const older = packages.filter((name) => !files.some((file) => file.name === name));
  for (const name of older) await rm(join(folder, name));
}

/** The packages that the build found in its bundles, by their folders. */
async function readShipped(built: string): Promise<string[]> {
  return v.parse(v.array(v.string()), JSON.parse(await readFile(`${built}.packages.json`, 'utf8')));
}

async function makeSbom(shipped: readonly string[], version: string): Promise<Buffer> {
  const lock = v.parse(Lockfile, JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')));
  return Buffer.from(`${JSON.stringify(toSbom({ lock, shipped, version }), undefined, 2)}\n`);
}
