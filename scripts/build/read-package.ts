import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

const Manifest = v.object({
  name: v.string(),
  version: v.string(),
  license: v.string(),
  author: v.optional(v.union([v.string(), v.object({ name: v.string() })])),
});

/** A package whose code is in a bundle. */
export type ShippedPackage = {
  name: string;
  version: string;
  /** Its SPDX expression. */
  license: string;
  author?: string;
  /** The text of its licence; left out where the package brings none. */
  text?: string;
};

/** Reads what a package says of itself. @throws Error where it does not name its licence */
export async function readPackage(folder: string): Promise<ShippedPackage> {
  const parsed: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const { name, version, license, author } = v.parse(Manifest, parsed);
  const file = (await readdir(folder)).toSorted().find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
  return {
    name,
    version,
    license,
    ...(author === undefined ? {} : { author: typeof author === 'string' ? author : author.name }),
    ...(file === undefined ? {} : { text: await readFile(join(folder, file), 'utf8') }),
  };
}
