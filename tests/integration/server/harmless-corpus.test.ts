import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { createYaraEngine } from '../../../server/engines/yara-engine.ts';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { makeZip } from '../../../server/samples/make-zip.ts';

/** Where harmless files are found on a developer's or a build machine, and how many to take from each. */
const FOLDERS: [folder: string, count: number][] = [
  ['/usr/bin', 300],
  ['/usr/lib', 400],
  ['/usr/share/doc', 250],
  ['/usr/share', 350],
  ['/etc', 100],
  [join(import.meta.dirname, '../../../node_modules'), 600],
];
const MAX_FILE_BYTES = 5_000_000;

it('the rules convict nothing harmless, and suspect fewer than one file in a hundred', {
  timeout: 120_000,
}, () => {
  const engine = createYaraEngine([]);
  const made: [name: string, bytes: Buffer][] = [
    ['a.pdf', makePdf('x')],
    ['a.zip', makeZip({ 'a.txt': Buffer.from('x') })],
    ['a.docx', makeZip({ 'word/document.xml': Buffer.from('<w/>') })],
  ];
  const files = FOLDERS.flatMap(([folder, count]) => pick(listFiles(folder), count));
  const found = [...made, ...files.map((path): [string, Buffer] => [path, readFileSync(path)])].flatMap(
    ([path, bytes]) =>
      engine.scan(bytes, basename(path), null).map(({ rule, severity }) => ({ path, rule, severity })),
  );
  expect(files.length).toBeGreaterThan(1_000);
  expect(found.filter(({ severity }) => severity === 'malicious')).toEqual([]);
  const suspected = new Set(found.map(({ path }) => path)).size;
  console.info(`harmless corpus: ${files.length + made.length} files, ${suspected} suspected`, found);
  expect(suspected / files.length).toBeLessThan(0.01);
});

// Not readdir's own recursion, which follows links: /usr/bin/X11 leads to itself.
function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return canList(path) ? listFiles(path) : [];
    return entry.isFile() ? [path] : [];
  });
}

function canList(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isReadable(path: string): boolean {
  try {
    return accessSync(path, constants.R_OK) === undefined && statSync(path).size < MAX_FILE_BYTES;
  } catch {
    return false;
  }
}

/** Every so-many-th file, so that all parts of a folder are seen. */
function pick(paths: readonly string[], count: number): string[] {
  const step = Math.max(1, Math.floor(paths.length / count));
  return paths.filter((path, index) => index % step === 0 && isReadable(path)).slice(0, count);
}
