import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUDGETS, measureSizes, overBudget, toSizeLines } from '../../../../scripts/check/measure-sizes.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-sizes-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('measureSizes', () => {
  it('counts a page with all that it loads to be shown, each file once', async () => {
    const page =
      '<link rel="stylesheet" href="/assets/a.css"><script type="module" src="/chunks/a.js"></script>';
    const files = {
      'background.js': 'background()',
      'popup.html': page,
      'assets/a.css': randomText(),
      'chunks/a.js': 'import{b}from"./b.js";import"./c.js";',
      'chunks/b.js': `import"./c.js";const later=()=>import("./later.js");${randomText()}`,
      'chunks/c.js': randomText(),
      'chunks/later.js': randomText(),
      'chunks/unused.js': randomText(),
    };
    await lay(files);
    const sizes = await measureSizes(folder, 7);
    const {
      'background.js': background,
      'chunks/later.js': _later,
      'chunks/unused.js': _,
      ...ofPage
    } = files;
    expect(sizes).toEqual({
      background: gzipped(background),
      pages: { 'popup.html': Object.values(ofPage).reduce((sum, text) => sum + gzipped(text), 0) },
      zip: 7,
    });
  });
});

describe('overBudget', () => {
  it('allows just what the budgets say, and names each that is over', () => {
    const most = { background: BUDGETS.background, pages: { 'a.html': BUDGETS.page }, zip: BUDGETS.zip };
    expect(overBudget(most)).toEqual([]);
    expect(overBudget({ background: 60_001, pages: { 'a.html': 50_001 }, zip: 300_001 })).toEqual([
      'background is 60001 bytes, over its budget of 60000.',
      'a.html is 50001 bytes, over its budget of 50000.',
      'the packed extension is 300001 bytes, over its budget of 300000.',
    ]);
  });
});

describe('toSizeLines', () => {
  it('is a table', () => {
    expect(toSizeLines({ background: 12_345, pages: { 'a.html': 6_700 }, zip: 100_000 })).toEqual([
      'background       12.3 kB of 60 kB',
      'a.html            6.7 kB of 50 kB',
      'packed          100.0 kB of 300 kB',
    ]);
  });
});

async function lay(files: Readonly<Record<string, string>>): Promise<void> {
  for (const name of ['assets', 'chunks']) await mkdir(join(folder, name));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

function randomText(): string {
  return `/* ${randomBytes(100).toString('hex')} */`;
}

function gzipped(text: string): number {
  return gzipSync(text, { level: 9 }).byteLength;
}
