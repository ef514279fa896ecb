import type { Page } from '@playwright/test';
import type { GuardLab } from '../../tests/e2e/guard/guard-lab.ts';
import type { SiteFile } from '../../tests/e2e/guard/site-file.ts';
import { openSitePage, startDownloads } from '../../tests/e2e/guard/start-downloads.ts';
import { useSite } from '../../tests/e2e/guard/use-site.ts';
import type { Benchmark } from './benchmark.ts';
import { type Figures, toFigure } from './figure.ts';
import { untilLanded } from './until-landed.ts';
import { untilNotified } from './until-notified.ts';
import { withBenchLab } from './with-bench-lab.ts';

const DELAYS_MS = [500, 5_000, 25_000];
const QUICK_DELAYS_MS = [500];

/** What a person waits for after a verdict: a clean file under its own name, or the words about a malicious one. */
type Wanted = 'usable' | 'notified';

/**
 * From the moment at which the scanner has the verdict until the held file is usable, and until a notification tells
 * of a malicious one. `after-answer` counts from when the scanner told it, which is what Sluice itself takes; the rest
 * is the time between two questions.
 */
export const LATENCY_VERDICT: Benchmark = {
  name: 'latency',
  part: 'verdict',
  run: (_lab, { runs, isQuick }) =>
    withBenchLab({ flavour: 'all' }, async (lab) => {
      const figures: Figures[] = [];
      for (const delayMs of isQuick ? QUICK_DELAYS_MS : DELAYS_MS) {
        for (const wanted of ['usable', 'notified'] as const) {
          const latencies: Latency[] = [];
          for (let run = 0; run < runs; run += 1) latencies.push(await measureOne(lab, delayMs, wanted));
          figures.push(toFigures(`${wanted}.verdict-${delayMs / 1_000}s`, latencies));
        }
      }
      return Object.assign({}, ...figures);
    }),
};

/** In ms: from the verdict to what a person sees of it, and the same from the answer that told of the verdict. */
type Latency = { sinceVerdict: number; sinceAnswer: number };

async function measureOne(lab: GuardLab, delayMs: number, wanted: Wanted): Promise<Latency> {
  const finding = wanted === 'usable' ? 'clean' : 'malicious';
  const [file] = await useSite(lab, [{ kind: 'get-small', finding }], { delayMs });
  if (file === undefined) throw new Error('The site took no file.');
  const { context, extensionPage, otherPage } = lab.now();
  const page = await context.newPage();
  await openSitePage(page, lab.site.url);
  await startDownloads(lab.site, page, otherPage, [file]);
  const at = await untilSeen(lab, wanted, file, extensionPage);
  await page.close();
  const submission = lab.gate.submissionsOf(file.token).at(-1);
  if (submission?.verdictAt === undefined) throw new Error('The scanner never told a verdict.');
  return { sinceVerdict: at - submission.at - delayMs, sinceAnswer: at - submission.verdictAt };
}

function untilSeen(
  { watch }: GuardLab,
  wanted: Wanted,
  file: SiteFile,
  extensionPage: Page,
): Promise<number> {
  return wanted === 'usable' ? untilLanded(watch, file) : untilNotified(extensionPage);
}

function toFigures(name: string, latencies: readonly Latency[]): Figures {
  return {
    [name]: toFigure(
      latencies.map(({ sinceVerdict }) => sinceVerdict),
      'ms',
    ),
    [`${name}.after-answer`]: toFigure(
      latencies.map(({ sinceAnswer }) => sinceAnswer),
      'ms',
    ),
  };
}
