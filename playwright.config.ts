import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: './tests/e2e',
  outputDir: './test-results',
  // A browser, a scanner and their workers each, which wait for verdicts half of the time: one more than two cores.
  workers: 3,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // For a busy machine: what is to come takes seconds, and what never comes fails all the same.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  projects: [
    { name: 'browser', testIgnore: '**/guard-faults.spec.ts' },
    // Mostly waits for alarms of half a minute: many at a time take no longer than one.
    { name: 'faults', testMatch: '**/guard-faults.spec.ts' },
  ],
  globalTeardown: './tests/e2e/guard/print-matrix.ts',
});
