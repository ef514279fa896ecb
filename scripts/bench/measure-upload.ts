import type { Page } from '@playwright/test';
import type { GuardLab } from '../../tests/e2e/guard/guard-lab.ts';
import { readRows } from '../../tests/e2e/guard/guard-rows.ts';
import { openPopup } from '../../tests/e2e/popup-page.ts';
import { makeZeroFile } from '../memory/make-zero-file.ts';
import { scanThroughPopup } from '../memory/scan-through-popup.ts';
import { withPeakMemory } from '../memory/with-peak-memory.ts';
import type { Benchmark } from './benchmark.ts';
import { type Figures, toFigure, type Unit } from './figure.ts';
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
      const path = await makeZeroFile(lab.now().profileDir, 'largest.bin', BYTES);
      const samples: Sample[] = [];
      for (let run = 0; run < runs; run += 1) samples.push(await measureUpload(lab, path));
      return toFigures(samples);
    }),
};

/** In ms, and in bytes of memory. */
type Sample = { took: number; browser: number; added: number; worker: number; offscreen: number };

async function measureUpload(lab: GuardLab, path: string): Promise<Sample> {
  const { endpoint, profileDir } = lab.now();
  const popup = await openPopup(lab.now());
  const worker = await watchHeap(endpoint, '/background.js');
  const offscreen = await watchHeap(endpoint, '/offscreen.html');
  const [, before] = await withPeakMemory(profileDir, async () => {});
  const [verdict, browser] = await withPeakMemory(profileDir, () => scanThroughPopup(popup, path)).finally(
    () => Promise.all([worker.stop(), offscreen.stop()]),
  );
  if (verdict !== 'clean') throw new Error(`The largest file ends as "${verdict}".`);
  const took = await readNewestTime(popup);
  return { took, browser, added: browser - before, worker: worker.peak(), offscreen: offscreen.peak() };
}

/** From the staging of the newest scan until the scanner had it, in ms. */
async function readNewestTime(popup: Page): Promise<number> {
  const { scans } = await readRows(popup);
  const [newest] = scans.toSorted((one, other) => other.createdAt - one.createdAt);
  if (newest?.submittedAt === undefined) throw new Error('The largest file was never submitted.');
  return newest.submittedAt - newest.createdAt;
}

function toFigures(samples: readonly Sample[]): Figures {
  const of = (value: (sample: Sample) => number, unit: Unit) => toFigure(samples.map(value), unit);
  return {
    [`${NAME}.time`]: of(({ took }) => took, 'ms'),
    [`${NAME}.throughput`]: of(({ took }) => (BYTES * 1_000) / took, 'bytes/s'),
    [`${NAME}.peak-heap.worker`]: of(({ worker }) => worker, 'bytes'),
    [`${NAME}.peak-heap.offscreen`]: of(({ offscreen }) => offscreen, 'bytes'),
    [`${NAME}.peak-memory.browser`]: of(({ browser }) => browser, 'bytes'),
    [`${NAME}.added-memory.browser`]: of(({ added }) => added, 'bytes'),
  };
}
