import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Batch, FINDINGS, nameBatch } from './cell.ts';
import { CellResult } from './cell-result.ts';
import type { Limit } from './limit.ts';

const FOLDER = 'guard-matrix';
const TABLE = 'guard-matrix.md';

const Results = v.pipe(v.string(), v.parseJson(), v.array(CellResult));

/** Forgets the results of an earlier run, where nothing else clears the folder. */
export async function clearResults(outputDir: string): Promise<void> {
  await rm(join(outputDir, FOLDER), { recursive: true, force: true });
}

/** Keeps the results of a batch for the table of the whole run. */
export async function keepResults(
  outputDir: string,
  batch: Batch,
  results: readonly CellResult[],
): Promise<void> {
  await mkdir(join(outputDir, FOLDER), { recursive: true });
  const path = join(outputDir, FOLDER, `${nameBatch(batch).replaceAll(' ', '-')}.json`);
  await writeFile(path, JSON.stringify(results));
}

/** Writes the table of what was kept, and answers its lines for the terminal; nothing where no batch ran. */
export async function writeMatrix(outputDir: string, limits: readonly Limit[]): Promise<string[]> {
  const names = await readdir(join(outputDir, FOLDER)).catch(() => []);
  const texts = await Promise.all(
    names.sort().map((name) => readFile(join(outputDir, FOLDER, name), 'utf8')),
  );
  const results = texts.flatMap((text) => v.parse(Results, text));
  if (results.length === 0) return [];
  const lines = results.map((result) => `| ${toColumns(result).join(' | ')} |`);
  const header = [`| ${COLUMNS.join(' | ')} |`, `| ${COLUMNS.map(() => '---').join(' | ')} |`];
  const summary = toSummary(results, limits);
  await writeFile(join(outputDir, TABLE), [...summary, '', ...header, ...lines, ''].join('\n'));
  return [...results.map((result) => toColumns(result).join(' | ')), ...summary];
}

const COLUMNS = [
  'batch',
  'kind',
  'finding',
  'end',
  'own name after',
  'marked after',
  'verdict after',
  'exposed',
  'transfers b+e+s',
  'MB',
  'hold / scan',
  'as it should be',
];

function toColumns(result: CellResult): string[] {
  const { cell, end, landedMs, markedMs, verdictMs, exposureMs, transfers, bytes, states, fault } = result;
  return [
    nameBatch(cell),
    cell.kind,
    cell.finding,
    end,
    toSeconds(landedMs),
    toSeconds(markedMs),
    toSeconds(verdictMs),
    `${exposureMs} ms`,
    `${transfers.browser}+${transfers.extension}+${transfers.scanner}`,
    (bytes / 1e6).toFixed(1),
    states,
    fault === '' ? 'yes' : `NO: ${fault}`,
  ];
}

function toSeconds(ms: number | undefined): string {
  return ms === undefined ? '-' : `${(ms / 1_000).toFixed(2)} s`;
}

function toSummary(results: readonly CellResult[], limits: readonly Limit[]): string[] {
  const good = results.filter(({ fault }) => fault === '');
  const exposed = results.filter(({ exposureMs }) => exposureMs > 0);
  const limited = results.filter((result) => limits.some(({ applies }) => applies(result.cell, result)));
  const byFinding = FINDINGS.map((finding) => {
    const of = results.filter(({ cell }) => cell.finding === finding);
    return `${finding} ${of.filter(({ fault }) => fault === '').length}/${of.length}`;
  });
  return [
    `Guard matrix: ${good.length} of ${results.length} cells are as they should be (${byFinding.join(', ')}).`,
    `Exposed: ${exposed.length} cells, for ${Math.max(0, ...exposed.map(({ exposureMs }) => exposureMs))} ms at most.`,
    `Listed as limits of the browser: ${limited.length} cells.`,
    ...new Set(limits.map(({ why, instead }) => `- ${why} Instead: ${instead}`)),
  ];
}
