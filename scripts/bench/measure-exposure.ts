import { KINDS, type Kind } from '../../tests/e2e/guard/cell.ts';
import type { CellResult } from '../../tests/e2e/guard/cell-result.ts';
import { runBatch } from '../../tests/e2e/guard/run-batch.ts';
import type { Benchmark } from './benchmark.ts';
import { type Figures, toFigure } from './figure.ts';
import { withBenchLab } from './with-bench-lab.ts';

const DELAYS_MS = [500, 5_000, 25_000];

/**
 * How long a file stands under its own name before it might, by kind of download and by how late the verdict is, with
 * the hold and without; how often a clean one was transferred, and how many bytes that took. One part for each
 * delay, since each waits for all of its verdicts.
 */
export const EXPOSURE: readonly Benchmark[] = DELAYS_MS.map((delayMs) => ({
  name: 'exposure',
  part: `chromium-${delayMs / 1_000}s`,
  async run(_lab, { runs }) {
    const figures: Figures[] = [];
    for (const isHeld of [true, false]) {
      const results: CellResult[] = [];
      for (let run = 0; run < runs; run += 1) results.push(...(await measureBatch(delayMs, isHeld)));
      const suffix = `verdict-${delayMs / 1_000}s${isHeld ? '' : '.no-hold'}`;
      figures.push(...KINDS.map((kind) => toExposureFigures('chromium', kind, suffix, results)));
    }
    return Object.assign({}, ...figures);
  },
}));

function measureBatch(delayMs: number, isHeld: boolean): Promise<CellResult[]> {
  const policy = { holdUntilScanned: isHeld };
  return withBenchLab({ flavour: 'all', policy }, (lab) =>
    runBatch(lab, { flavour: 'all', delayMs, isCold: false, findings: ['clean', 'malicious'] }),
  );
}

/** The figures of one kind: exposure of all its files, transfers and bytes of the clean ones. */
export function toExposureFigures(
  browser: 'chromium' | 'firefox',
  kind: Kind,
  suffix: string,
  results: readonly CellResult[],
): Figures {
  const of = results.filter(({ cell }) => cell.kind === kind);
  const clean = of.filter(({ cell }) => cell.finding === 'clean');
  const name = `${browser}.${kind}.${suffix}`;
  return {
    [name]: toFigure(
      of.map(({ exposureMs }) => exposureMs),
      'ms',
    ),
    [`${name}.transfers`]: toFigure(
      clean.map(({ transfers }) => transfers.browser + transfers.extension + transfers.scanner),
      'count',
    ),
    [`${name}.bytes`]: toFigure(
      clean.map(({ bytes }) => bytes),
      'bytes',
    ),
  };
}
