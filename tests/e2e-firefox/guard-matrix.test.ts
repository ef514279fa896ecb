import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type Batch, nameBatch } from '../e2e/guard/cell.ts';
import { clearResults, keepResults, writeMatrix } from '../e2e/guard/matrix-report.ts';
import { openFirefoxLab } from './guard/firefox-lab.ts';
import { FIREFOX_LIMITS } from './guard/firefox-limits.ts';
import { runFirefoxBatch } from './guard/run-firefox-batch.ts';

const OUTPUT = join('test-results', 'firefox');
/** A held request keeps its connection, and Firefox has six to a server: more, so that all are held at once. */
const MANY_CONNECTIONS = {
  'network.http.max-persistent-connections-per-server': 200,
  'network.http.max-connections': 1_000,
  'dom.popup_maximum': 1_000,
};

const ALL_BATCHES: readonly Batch[] = [500, 5_000, 25_000].flatMap((delayMs) =>
  [false, true].map((isCold) => ({ flavour: 'all' as const, delayMs, isCold })),
);

/** The fastest verdict, with a background that runs and one that does not: for every run of the tests. */
const EVERY_TIME: readonly Batch[] = [
  { flavour: 'all', delayMs: 500, isCold: false },
  { flavour: 'all', delayMs: 500, isCold: true, findings: ['clean', 'malicious'] },
];
/** As in Chromium: two verdicts each, and all at once on a busy machine. */
const TIMEOUT_MS = 420_000;
const isFull = process.env.SLUICE_MATRIX === 'full';
const BATCHES = isFull ? ALL_BATCHES : EVERY_TIME;

beforeAll(() => clearResults(OUTPUT));
afterAll(async () => {
  const lines = await writeMatrix(OUTPUT, FIREFOX_LIMITS);
  process.stdout.write(`\n${lines.join('\n')}\n`);
});

it.each(BATCHES.map((batch) => [nameBatch(batch), batch] as const))(
  'matrix: %s',
  { timeout: TIMEOUT_MS },
  async (_name, batch) => {
    const parts = new AsyncDisposableStack();
    onTestFinished(() => parts.disposeAsync());
    const lab = await openFirefoxLab(parts, { preferences: MANY_CONNECTIONS });
    const results = await runFirefoxBatch(lab, batch);
    await keepResults(OUTPUT, batch, results);
    const faults = results.filter(({ fault }) => fault !== '');
    expect(faults.map(({ cell, fault }) => `${cell.kind} ${cell.finding}: ${fault}`)).toEqual([]);
  },
);
