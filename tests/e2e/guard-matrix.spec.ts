import { expect, test } from '@playwright/test';
import { type Batch, nameBatch } from './guard/cell.ts';
import { withLab } from './guard/guard-lab.ts';
import { keepResults } from './guard/matrix-report.ts';
import { runBatch } from './guard/run-batch.ts';

const DELAYS_MS = [500, 5_000, 25_000];

const ALL_BATCHES: readonly Batch[] = [
  ...DELAYS_MS.flatMap((delayMs) =>
    [false, true].map((isCold) => ({ flavour: 'all' as const, delayMs, isCold })),
  ),
  { flavour: 'built', delayMs: 5_000, isCold: false },
  { flavour: 'built', delayMs: 25_000, isCold: true },
];

/** The slowest and the fastest finding, with a worker that runs and one that does not: for every run of the tests. */
const EVERY_TIME = ['0.5 s cold all', '25 s warm all', '5 s warm built'];
const isFull = process.env.SLUICE_MATRIX === 'full';
const BATCHES = ALL_BATCHES.filter((batch) => isFull || EVERY_TIME.includes(nameBatch(batch)));

test('every batch of every run is one of the matrix', () => {
  expect(ALL_BATCHES.map(nameBatch)).toEqual(expect.arrayContaining(EVERY_TIME));
});

for (const batch of BATCHES) {
  test(`matrix: ${nameBatch(batch)}`, async () => {
    test.setTimeout(600_000);
    await withLab({ flavour: batch.flavour }, async (lab) => {
      const results = await runBatch(lab, batch);
      await keepResults(test.info().project.outputDir, batch, results);
      const faults = results.filter(({ fault }) => fault !== '');
      const told = faults.map(
        ({ cell, fault, states }) => `${cell.kind} ${cell.finding}: ${fault} (${states})`,
      );
      expect(told).toEqual([]);
    });
  });
}
