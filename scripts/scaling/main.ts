/** Measures one scanner, scanners that share what they keep, and clamd alone: `npm run scaling`. */

import { makeEicar } from '../../server/samples/make-eicar.ts';
import { toClamdScan, toScannerScan } from '../bench/measure-engines.ts';
import { ensureClamd } from '../clamd/ensure-clamd.ts';
import { startClamd } from '../clamd/start-clamd.ts';
import { openSite, type SiteKind } from '../crash/open-site.ts';
import { readOptions } from '../tools/read-options.ts';
import { refuseOptions } from '../tools/refuse-options.ts';
import { measureRows } from './measure-rows.ts';
import { measureSizes, SIZES } from './measure-sizes.ts';

type Setup = { head: string; measure: () => Promise<string[][]> };

const SIZES_HEAD = 'size, p50, p95, files a second';
const ROWS_HEAD = 'scans kept, submission, one scan, page of the list';

const SETUPS: { [name: string]: Setup } = {
  embedded: { head: SIZES_HEAD, measure: () => measureSite('embedded', 1) },
  clamd: { head: SIZES_HEAD, measure: measureClamd },
  'one-worker': { head: SIZES_HEAD, measure: () => measureSite('distributed', 1) },
  'two-workers': { head: SIZES_HEAD, measure: () => measureSite('distributed', 2) },
  'rows-embedded': { head: ROWS_HEAD, measure: () => measureRowsOf('embedded') },
  'rows-distributed': { head: ROWS_HEAD, measure: () => measureRowsOf('distributed') },
};

const names = Object.keys(SETUPS);
const sizeNames = SIZES.map(({ name }) => String(name));
const USAGE = `npm run scaling [-- --only ${names.join('|')}] [-- --size ${sizeNames.join('|')}]`;
const { only, size: sizes } = readOptions(USAGE, {
  only: { type: 'string' },
  size: { type: 'string', multiple: true, default: [] },
});
if (only !== undefined && !names.includes(only))
  refuseOptions(USAGE, `--only takes one of ${names.join(', ')}`);
if (!sizes.every((size) => sizeNames.includes(size)))
  refuseOptions(USAGE, `--size takes one of ${sizeNames.join(', ')}`);

for (const [name, { head, measure }] of Object.entries(SETUPS)) {
  if (only !== undefined && name !== only) continue;
  process.stdout.write(`${name}: ${head}\n`);
  for (const cells of await measure()) process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

async function measureSite(kind: SiteKind, count: number): Promise<string[][]> {
  await using site = await openSite(kind, count);
  return await measureSizes(sizes, (chunk) => site.scanners.map((scanner) => toScannerScan(scanner, chunk)));
}

async function measureRowsOf(kind: SiteKind): Promise<string[][]> {
  await using site = await openSite(kind, 1);
  return await measureRows(site);
}

async function measureClamd(): Promise<string[][]> {
  const program = ensureClamd();
  if (program === undefined) throw new Error('Install clamd (Debian: "apt-get install clamav-daemon").');
  const clamd = await startClamd(program, {
    signatures: { 'Test.Eicar-1': makeEicar() },
    // It would know files again that it has seen, and these are all alike.
    conf: ['DisableCache yes'],
  });
  try {
    return await measureSizes(sizes, (chunk) => [toClamdScan(clamd, chunk)]);
  } finally {
    await clamd.stop();
  }
}
