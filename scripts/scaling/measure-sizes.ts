import { randomBytes } from 'node:crypto';
import { type MeasuredScans, measureScans, type Scan, toQuantile } from '../bench/measure-scans.ts';

/** Files of one size: so many one after another, then so many with some at once. */
export const SIZES = [
  { name: '10kB', size: 10_000, count: 20, together: 40, atOnce: 8 },
  { name: '1MB', size: 1_000_000, count: 10, together: 16, atOnce: 8 },
  { name: '100MB', size: 100_000_000, count: 1, together: 2, atOnce: 2 },
] as const;

const CHUNK_BYTES = 262_144;

/**
 * Files of three sizes, to their verdicts.
 * @param names of the sizes; all where there are none
 * @param toScans what looks at a file, for bytes that repeat: each in turn
 * @returns the cells of a row for each size: size, p50, p95, files a second
 */
export async function measureSizes(
  names: readonly string[],
  toScans: (chunk: Uint8Array) => readonly Scan[],
): Promise<string[][]> {
  const scans = toScans(randomBytes(CHUNK_BYTES));
  let turn = 0;
  const inTurn: Scan = (size) => {
    turn += 1;
    return scans[turn % scans.length]?.(size) ?? Promise.resolve();
  };
  // Whatever is loaded at first is not what is measured.
  for (const scan of scans) await scan(1_000);
  const rows: string[][] = [];
  const wanted = SIZES.filter(({ name }) => names.length === 0 || names.includes(name));
  for (const { name, ...plan } of wanted) rows.push(toCells(name, await measureScans(inTurn, plan)));
  return rows;
}

function toCells(name: string, { took, filesPerSecond }: MeasuredScans): string[] {
  const [p50, p95] = [0.5, 0.95].map((quantile) => `${Math.round(toQuantile(took, quantile))} ms`);
  return [name, p50 ?? '', p95 ?? '', String(Number(filesPerSecond.toPrecision(2)))];
}
