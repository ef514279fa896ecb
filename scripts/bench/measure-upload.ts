import { readRows } from '../../tests/e2e/guard/guard-rows.ts';
import { makeZeroFile } from '../memory/make-zero-file.ts';
import { scanThroughPopup } from '../memory/scan-through-popup.ts';
import { withPeakMemory } from '../memory/with-peak-memory.ts';
import type { Benchmark } from './benchmark.ts';
import { toFigure } from './figure.ts';
import { watchHeap } from './watch-heap.ts';
import { withBenchLab } from './with-bench-lab.ts';

const BYTES = 500_000_000;
const NAME = '500mb';

/**
 * The largest file, chosen in the popup: it is staged, and sent from there by the offscreen document. Measured is how
 * long it takes from its being staged until the scanner has it; and from its choice to its verdict, what the worker and
 * the offscreen document hold, and what the whole browser holds, as it is and above what it held before.
 */
export const UPLOAD: Benchmark = {
  name: 'upload',
  run: (_lab, { runs }) =>
    withBenchLab({ flavour: 'all' }, async (lab) => {
      const { popup, endpoint, profileDir } = lab.now();
      const path = await makeZeroFile(profileDir, 'largest.bin', BYTES);
      const samples: { tookMs: number; memory: number; added: number; worker: number; offscreen: number }[] =
        [];
      for (let run = 0; run < runs; run += 1) {
        const [worker, offscreen] = [
          await watchHeap(endpoint, '/background.js'),
          await watchHeap(endpoint, '/offscreen.html'),
        ];
        const [, before] = await withPeakMemory(profileDir, async () => {});
        const [verdict, peak] = await withPeakMemory(profileDir, () => scanThroughPopup(popup, path)).finally(
          () => Promise.all([worker.stop(), offscreen.stop()]),
        );
        if (verdict !== 'clean') throw new Error(`The largest file ends as "${verdict}".`);
        const [newest] = (await readRows(popup)).scans.toSorted(
          (one, other) => other.createdAt - one.createdAt,
        );
        const tookMs = (newest?.submittedAt ?? Number.NaN) - (newest?.createdAt ?? Number.NaN);
        const scripts = { worker: worker.peak(), offscreen: offscreen.peak() };
        samples.push({ tookMs, memory: peak, added: peak - before, ...scripts });
      }
      const of = (key: keyof (typeof samples)[number], unit: 'ms' | 'bytes') =>
        toFigure(
          samples.map((sample) => sample[key]),
          unit,
        );
      return {
        [`${NAME}.time`]: of('tookMs', 'ms'),
        [`${NAME}.throughput`]: toFigure(
          samples.map(({ tookMs }) => (BYTES * 1_000) / tookMs),
          'bytes/s',
        ),
        [`${NAME}.peak-heap.worker`]: of('worker', 'bytes'),
        [`${NAME}.peak-heap.offscreen`]: of('offscreen', 'bytes'),
        [`${NAME}.peak-memory.browser`]: of('memory', 'bytes'),
        [`${NAME}.added-memory.browser`]: of('added', 'bytes'),
      };
    }),
};
