import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMarkedName } from '../../../lib/core/marked-name.ts';
import { type SiteFile, toSha256 } from './site-file.ts';

/** A file in the download folder, as it belongs to a file of the site. */
export type Landed = {
  name: string;
  /** Under its own name, under a marked one, or under one that nobody asked for. */
  under: 'own' | 'marked' | 'other';
  /** Its bytes are those that the site sent. */
  isWhole: boolean;
};

/** What lies of each file in the folder: finished and unfinished ones, by token. */
export async function readLanded(folder: string, files: readonly SiteFile[]): Promise<Map<string, Landed[]>> {
  const names = await readdir(folder, { recursive: true });
  const landed = new Map<string, Landed[]>();
  for (const file of files) {
    const own = names.filter((name) => name.includes(file.token));
    landed.set(file.token, await Promise.all(own.map((name) => toLanded(folder, name, file))));
  }
  return landed;
}

async function toLanded(folder: string, name: string, { ownName, sha256 }: SiteFile): Promise<Landed> {
  // It may go between the look and the reading.
  const bytes = await readFile(join(folder, name)).catch(() => Buffer.alloc(0));
  return { name, under: toUnder(name, ownName), isWhole: toSha256(bytes) === sha256 };
}

export function toUnder(name: string, ownName: string): Landed['under'] {
  if (name === ownName) return 'own';
  return isMarkedName(name) ? 'marked' : 'other';
}

/** `none`, `own`, `marked`, or what else there is: `own (cut)`, `own + marked`. */
export function wordsFor(landed: readonly Landed[]): string {
  if (landed.length === 0) return 'none';
  return landed.map(({ under, isWhole }) => (isWhole ? under : `${under} (other bytes)`)).join(' + ');
}
