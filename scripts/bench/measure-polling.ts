import { setTimeout as pause } from 'node:timers/promises';
import type { GuardLab } from '../../tests/e2e/guard/guard-lab.ts';
import type { SiteFile } from '../../tests/e2e/guard/site-file.ts';
import type { Benchmark } from './benchmark.ts';
import { type Figures, toFigure } from './figure.ts';
import { leaveUnwatched } from './leave-unwatched.ts';
import { askForLinks } from './scan-links.ts';
import { withBenchLab } from './with-bench-lab.ts';

const TAKES_S = [1, 10, 60, 300];
const QUICK_TAKES_S = [1, 10];
/** After the end of the scan: the longest time between two questions, and the alarm of a worker that was stopped. */
const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 500;

/**
 * How often the scanner is asked of a scan, and how long after its end the verdict is heard. Nobody watches the worker
 * meanwhile, so that the browser stops it as it likes.
 */
export const POLLING: Benchmark = {
  name: 'polling',
  run: (_lab, { runs, isQuick }) =>
    withBenchLab({ flavour: 'all' }, async (lab) => {
      const scans: { seconds: number; files: readonly SiteFile[] }[] = [];
      for (const seconds of isQuick ? QUICK_TAKES_S : TAKES_S)
        scans.push({ seconds, files: await askForLinks(lab, runs, { delayMs: seconds * 1_000 }) });
      await leaveUnwatched(lab);
      const files = scans.flatMap((scan) => scan.files);
      const longestMs = Math.max(...scans.map(({ seconds }) => seconds)) * 1_000;
      await untilTold(lab, files, Date.now() + longestMs + PATIENCE_MS);
      return Object.assign({}, ...scans.map((scan) => toFigures(lab, scan.seconds, scan.files)));
    }),
};

async function untilTold({ gate }: GuardLab, files: readonly SiteFile[], deadline: number): Promise<void> {
  while (!files.every(({ token }) => gate.verdictAt(token) !== undefined)) {
    if (Date.now() > deadline) throw new Error('Some verdicts were never asked for.');
    await pause(LOOK_EVERY_MS);
  }
}

function toFigures({ gate }: GuardLab, seconds: number, files: readonly SiteFile[]): Figures {
  const of = files.flatMap(({ token }) => gate.submissionsOf(token));
  return {
    [`requests.scan-${seconds}s`]: toFigure(
      of.map(({ told }) => told),
      'count',
    ),
    [`verdict-lag.scan-${seconds}s`]: toFigure(
      of.map(({ at, verdictAt = at }) => verdictAt - at - seconds * 1_000),
      'ms',
    ),
  };
}
