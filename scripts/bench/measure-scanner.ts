import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { createPeakMemory } from '../memory/peak-memory.ts';
import { uploadLarge } from '../memory/upload-large.ts';
import { type StartedScanner, startScanner } from '../scanner/start-scanner.ts';
import type { Benchmark } from './benchmark.ts';
import { type Figures, toFigure } from './figure.ts';

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
const POLL_MS = 2;
const PATIENCE_MS = 300_000;

/** The answer to a submission. */
export const Submitted = v.pipe(v.string(), v.parseJson(), v.object({ scan_id: v.number() }));
const Polled = v.object({ finished_at: v.nullable(v.string()) });

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

async function scanOne(scanner: StartedScanner, size: number): Promise<number> {
  const startedAt = performance.now();
  const { text } = await uploadLarge(scanner, size);
  await untilVerdict(scanner, v.parse(Submitted, text).scan_id);
  return performance.now() - startedAt;
}

async function scanMany(scanner: StartedScanner): Promise<number> {
  const startedAt = performance.now();
  let left = MANY;
  const takeTurns = async () => {
    while (left > 0) {
      left -= 1;
      await scanOne(scanner, SIZES['1kb']);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, takeTurns));
  return performance.now() - startedAt;
}

/** Asks until a scan has ended. */
export async function untilVerdict({ url, token }: StartedScanner, id: number): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const response = await fetch(`${url}/api/v1/scans/list/${id}/`, {
      headers: { authorization: `Token ${token}` },
    });
    if (v.parse(Polled, await response.json()).finished_at !== null) return;
    if (Date.now() > deadline) throw new Error('The scanner gives no verdict.');
    await pause(POLL_MS);
  }
}
