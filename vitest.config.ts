import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/longest-first.ts';

const COMPILE_CACHE = fileURLToPath(new URL('node_modules/.cache/compile', import.meta.url));

export default defineConfig({
  // WXT makes this module when it builds. Tests read the same texts without a build.
  resolve: { alias: { '#i18n': fileURLToPath(new URL('tests/fakes/i18n.ts', import.meta.url)) } },
  test: {
    sequence: { shuffle: true, sequencer: LongestFirst },
    // The main process mostly waits: where there are two cores, a core less would be half of them.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/integration/postgres/share-postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Of the scanners that they start: each thread compiles the rules, and files run side by side.
          // What was compiled for one scanner is there for the next.
          env: { SLUICE_WORKERS: '1', NODE_COMPILE_CACHE: COMPILE_CACHE },
        },
      },
      {
        extends: true,
        test: {
          name: 'firefox',
          include: ['tests/e2e-firefox/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
