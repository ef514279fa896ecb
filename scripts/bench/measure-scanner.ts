import { createPeakMemory } from '../memory/peak-memory.ts';
import { type StartedScanner, startScanner } from '../scanner/start-scanner.ts';
import type { Benchmark } from './benchmark.ts';
import { type Figures, toFigure } from './figure.ts';
import { measureTime } from './measure-time.ts';
import { runAtOnce } from './run-at-once.ts';
import { scanUpload } from './scan-upload.ts';

const SIZES = {
  '1kb': 1_000,
  '1mb': 1_000_000,
  '10mb': 10_000_000,
  '100mb': 100_000_000,
  '500mb': 500_000_000,
};
/** How many small files are sent at once for the rate of the whole scanner. */
const MANY = 200;
const AT_ONCE = 8;

/** The local scanner by itself: from the first byte of an upload to its verdict, by size; and the memory that takes. */
export const SCANNER: Benchmark = {
  name: 'scanner',
  async run(_lab, { runs }) {
    await using own = new AsyncDisposableStack();
    const scanner = await startScanner();
    own.defer(scanner.stop);
    const memory = createPeakMemory(scanner.pid());
    // The first scan loads the engines.
    await scanOne(scanner, SIZES['1kb']);
    const figures: Figures[] = [];
    for (const [name, size] of Object.entries(SIZES)) {
      const took: number[] = [];
      await memory.forget();
      for (let run = 0; run < runs; run += 1) took.push(await scanOne(scanner, size));
      figures.push({
        [`latency.${name}`]: toFigure(took, 'ms'),
        [`throughput.${name}`]: toFigure(
          took.map((ms) => (size * 1_000) / ms),
          'bytes/s',
        ),
        [`peak-memory.${name}`]: toFigure([await memory.read()], 'bytes'),
      });
    }
    const many: number[] = [];
    for (let run = 0; run < runs; run += 1) many.push(await scanMany(scanner));
    figures.push({ [`time.${MANY}-small-files`]: toFigure(many, 'ms') });
    return Object.assign({}, ...figures);
  },
};

/** How long one takes, from its first byte to the end of its scan, in ms. */
function scanOne(scanner: StartedScanner, size: number): Promise<number> {
  return measureTime(() => scanUpload(scanner, size));
}

function scanMany(scanner: StartedScanner): Promise<number> {
  const scanSmall = () => scanUpload(scanner, SIZES['1kb']);
  return measureTime(() => runAtOnce(scanSmall, { count: MANY, atOnce: AT_ONCE }));
}
