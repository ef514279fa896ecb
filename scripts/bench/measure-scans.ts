import { measureTime } from './measure-time.ts';
import { runAtOnce } from './run-at-once.ts';

/** Looks at one file of so many bytes, to its verdict. */
export type Scan = (size: number) => Promise<void>;

/** How many files of one size: `count` one after another for the latency, then `together` for the rate, some at once. */
type ScanPlan = { size: number; count: number; together: number; atOnce: number };

/** Milliseconds of each of those one after another; and how fast the others went. */
export type MeasuredScans = { took: number[]; bytesPerSecond: number; filesPerSecond: number };

export async function measureScans(
  scan: Scan,
  { size, count, together, atOnce }: ScanPlan,
): Promise<MeasuredScans> {
  const took: number[] = [];
  for (let done = 0; done < count; done += 1) took.push(await measureTime(() => scan(size)));
  const all = await measureTime(() => runAtOnce(() => scan(size), { count: together, atOnce }));
  return { took, bytesPerSecond: (size * together * 1_000) / all, filesPerSecond: (together * 1_000) / all };
}

/** The value below which such a part of the values is. */
export function toQuantile(values: readonly number[], quantile: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? 0;
}
