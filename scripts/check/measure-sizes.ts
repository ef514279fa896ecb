import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Sizes of a build in bytes, each bundle gzipped. */
export type BuildSizes = { background: number; pages: Readonly<Record<string, number>>; zip: number };

/** The budgets in bytes: kB are thousands. */
export const BUDGETS = { background: 60_000, page: 50_000, zip: 300_000 } as const;

/**
 * Measures a build: the background with what it imports, each page with all the scripts and styles that it loads to be
 * shown. What it loads only when somebody asks for it (`import()`) counts for the packed extension.
 * @param folder of the build
 * @param zipBytes size of the packed extension
 */
export async function measureSizes(folder: string, zipBytes: number): Promise<BuildSizes> {
  const pages = (await readdir(folder)).filter((name) => name.endsWith('.html'));
  const sizes = await Promise.all(
    pages.map(async (page) => [page, await closureSize(folder, page)] as const),
  );
  return {
    background: await closureSize(folder, 'background.js'),
    pages: Object.fromEntries(sizes),
    zip: zipBytes,
  };
}

/** What stands over its budget, a sentence each. */
export function overBudget({ background, pages, zip }: BuildSizes): string[] {
  const over = (name: string, size: number, budget: number) =>
    size > budget ? [`${name} is ${size} bytes, over its budget of ${budget}.`] : [];
  return [
    ...over('background', background, BUDGETS.background),
    ...Object.entries(pages).flatMap(([page, size]) => over(page, size, BUDGETS.page)),
    ...over('the packed extension', zip, BUDGETS.zip),
  ];
}

/** The sizes as lines of a table. */
export function toSizeLines({ background, pages, zip }: BuildSizes): string[] {
  const line = (name: string, size: number, budget: number) =>
    `${name.padEnd(14)} ${(size / 1_000).toFixed(1).padStart(6)} kB of ${budget / 1_000} kB`;
  return [
    line('background', background, BUDGETS.background),
    ...Object.entries(pages).map(([page, size]) => line(page, size, BUDGETS.page)),
    line('packed', zip, BUDGETS.zip),
  ];
}

async function closureSize(folder: string, entry: string): Promise<number> {
  const seen = new Set<string>();
  const waiting = [entry];
  let size = 0;
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const bytes = await readFile(join(folder, file));
    size += gzipSync(bytes, { level: 9 }).byteLength;
    waiting.push(...referencesOf(file, bytes.toString()));
  }
  return size;
}

/** Files that a built file loads: of a page its scripts and styles, of a script its chunks. */
function referencesOf(file: string, text: string): string[] {
  const pattern = file.endsWith('.html')
    ? /(?:src|href)="\/([^"]+\.(?:js|css))"/g
    : /(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g;
  const folder = file.includes('/') ? `${file.slice(0, file.lastIndexOf('/'))}/` : '';
  return [...text.matchAll(pattern)].map(([, name = '']) => (file.endsWith('.html') ? name : folder + name));
}
