import { defineConfig } from '@playwright/test';

/** Half a hundred downloads at once, each with its time limit: two such batches at once are more than two cores can do. */
const CROWDED = '**/guard-matrix.spec.ts';
/** They mostly wait: for alarms of half a minute, for limits of time, for verdicts that take long. */
const WAITING = ['**/guard-*.spec.ts', '**/recovery.spec.ts'];

export default defineConfig({
  testDir: './tests/e2e',
  outputDir: './test-results',
  // For two cores, with a browser, a scanner and a worker each: three that wait go beside two that work, and five after that.
  workers: 5,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // For a busy machine: what is to come takes seconds, and what never comes fails all the same.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  projects: [
    { name: 'crowded', testMatch: CROWDED, workers: 1 },
    { name: 'pages', testIgnore: WAITING, workers: 2 },
    { name: 'guard', testMatch: WAITING, testIgnore: CROWDED },
  ],
  globalTeardown: './tests/e2e/guard/print-matrix.ts',
});
