import type { Benchmark } from './benchmark.ts';

/** What a benchmark, or its part, is asked for by: `popup`, `exposure.chromium-5s`. */
export function toBenchmarkId({ name, part }: Pick<Benchmark, 'name' | 'part'>): string {
  return part === undefined ? name : `${name}.${part}`;
}

/**
 * The benchmarks that are asked for, in their own order; all of them where none is.
 * @param only names, or names with a part, several of them with commas between
 * @throws RangeError that names what there is not
 */
export function chooseBenchmarks<B extends Pick<Benchmark, 'name' | 'part'>>(
  benchmarks: readonly B[],
  only: readonly string[],
): readonly B[] {
  const wanted = only
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter(Boolean);
  const isNamed = (benchmark: B, id: string) => id === benchmark.name || id === toBenchmarkId(benchmark);
  const unknown = wanted.filter((id) => !benchmarks.some((benchmark) => isNamed(benchmark, id)));
  if (unknown.length > 0) throw new RangeError(`--only: nothing is called ${unknown.join(', ')}`);
  if (wanted.length === 0) return benchmarks;
  return benchmarks.filter((benchmark) => wanted.some((id) => isNamed(benchmark, id)));
}
