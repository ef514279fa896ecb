import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { FALLBACKS, type Fallback } from '../../../lib/core/guard-policy.ts';
import { ApiFaultResult } from './api-fault-result.ts';

const FOLDER = 'guard-api-faults';
const TABLE = 'guard-api-faults.md';

const Results = v.pipe(v.string(), v.parseJson(), v.array(ApiFaultResult));

/** Keeps the results of one policy for the table of the whole run. */
export async function keepApiFaults(
  outputDir: string,
  name: string,
  results: readonly ApiFaultResult[],
): Promise<void> {
  await mkdir(join(outputDir, FOLDER), { recursive: true });
  await writeFile(join(outputDir, FOLDER, `${name}.json`), JSON.stringify(results));
}

/** Writes the table of faults and policies, and answers its lines for the terminal; nothing where no fault was met. */
export async function writeApiFaults(outputDir: string): Promise<string[]> {
  const names = await readdir(join(outputDir, FOLDER)).catch(() => []);
  const texts = await Promise.all(
    names.sort().map((name) => readFile(join(outputDir, FOLDER, name), 'utf8')),
  );
  const results = texts.flatMap((text) => v.parse(Results, text));
  if (results.length === 0) return [];
  const faults = [...new Set(results.map(({ name }) => name))];
  const rows = faults.map((name) => {
    const cells = FALLBACKS.map((policy) => toCell(results, name, policy));
    const problems = new Set(
      results.filter((result) => result.name === name).map(({ problems }) => problems),
    );
    return [name, [...problems].filter(Boolean).join(' / ') || '-', ...cells];
  });
  const summary = FALLBACKS.map((policy) => toSummary(results, policy));
  const header = ['fault', 'problems', ...FALLBACKS];
  const lines = [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  await writeFile(join(outputDir, TABLE), [...summary, '', ...lines, ''].join('\n'));
  return [...lines, ...summary];
}

function toCell(results: readonly ApiFaultResult[], name: string, policy: Fallback): string {
  const found = results.find((result) => result.name === name && result.onUnfinished === policy);
  if (found === undefined) return 'not run';
  const { end, because, after, fault } = found;
  const what = `${end} (${because})${after === '' ? '' : ` → ${after}`}`;
  return fault === '' ? what : `${what} NO: ${fault}`;
}

function toSummary(results: readonly ApiFaultResult[], policy: Fallback): string {
  const own = results.filter(({ onUnfinished }) => onUnfinished === policy);
  const good = own.filter(({ fault }) => fault === '').length;
  const exposed = own.filter(({ exposureMs }) => exposureMs > 0).length;
  return `API faults, "${policy}": ${good} of ${own.length} files as the policy says, ${exposed} exposed.`;
}
