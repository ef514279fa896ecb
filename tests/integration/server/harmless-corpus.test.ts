import { accessSync, constants, type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { readRuleSet } from '../../../server/engines/rule-set.ts';
import { createYaraEngine } from '../../../server/engines/yara-engine.ts';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { makeZip } from '../../../server/samples/make-zip.ts';

const NODE_MODULES = join(import.meta.dirname, '../../../node_modules');

/** Where harmless files are found on a developer's or a build machine, and how many to take from each. */
const FOLDERS: [folder: string, count: number][] = [
  ['/usr/bin', 200],
  ['/usr/lib', 250],
  ['/usr/share/doc', 150],
  ['/usr/share', 300],
  ['/etc', 100],
  // npm writes this file last: without it an installation is under way, or has been broken off.
  [NODE_MODULES, existsSync(join(NODE_MODULES, '.package-lock.json')) ? 250 : 0],
];
/** Above this, engines only take longer. */
const MAX_FILE_BYTES = 500_000;
/** Every Debian has more; other systems are laid out in other ways, and a slim image has little. */
const FEWEST_FILES = existsSync('/etc/debian_version') ? 800 : 200;

it('the rules convict nothing harmless, and suspect fewer than one file in a hundred', {
  timeout: 120_000,
}, () => {
  const engine = createYaraEngine(readRuleSet([]));
  const made: [name: string, bytes: Buffer][] = [
    ['a.pdf', makePdf('x')],
    ['a.zip', makeZip({ 'a.txt': Buffer.from('x') })],
    ['a.docx', makeZip({ 'word/document.xml': Buffer.from('<w/>') })],
  ];
  const paths = FOLDERS.flatMap(([folder, count]) => pick(listFiles(folder), count));
  const files = [...made, ...paths.flatMap(read)];
  const found = files.flatMap(([path, bytes]) =>
    engine.scan(bytes, basename(path), null).map(({ rule, severity }) => ({ path, rule, severity })),
  );
  expect(files.length).toBeGreaterThan(FEWEST_FILES);
  expect(found.filter(({ severity }) => severity === 'malicious')).toEqual([]);
  const suspected = new Set(found.map(({ path }) => path)).size;
  console.info(`harmless corpus: ${files.length} files, ${suspected} suspected`, found);
  expect(suspected / files.length).toBeLessThan(0.01);
});

// Not readdir's own recursion, which follows links: /usr/bin/X11 leads to itself.
function listFiles(folder: string): string[] {
  const entries = listFolder(folder).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return canList(path) ? listFiles(path) : [];
    return entry.isFile() ? [path] : [];
  });
}

/** What other programs take away in the meantime is not there. */
function listFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

function read(path: string): [name: string, bytes: Buffer][] {
  try {
    return [[path, readFileSync(path)]];
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
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
  if (count === 0) return [];
  const step = Math.max(1, Math.floor(paths.length / count));
  return paths.filter((path, index) => index % step === 0 && isReadable(path)).slice(0, count);
}
