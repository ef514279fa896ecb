import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type FolderWatch, watchFolder } from '../../tests/e2e/guard/folder-watch.ts';
import type { GuardLab } from '../../tests/e2e/guard/guard-lab.ts';
import { openBareBrowser } from '../../tests/e2e/guard/open-bare-browser.ts';
import type { Site } from '../../tests/e2e/guard/site.ts';
import { openSitePage, startDownloads } from '../../tests/e2e/guard/start-downloads.ts';
import type { Benchmark } from './benchmark.ts';
import { type Figures, toFigure } from './figure.ts';
import { untilLanded } from './until-landed.ts';
import { withBenchLab } from './with-bench-lab.ts';

const BYTES = 50_000_000;
/** 50 MB in 4 s are 100 Mbit/s; in no time, they come as fast as the machine can have it. */
const LINES = { '100-mbit': 4_000, loopback: 0 } as const;

/** One browser that downloads: where its pages are, and where its files go. */
type Downloader = { page: Page; watch: FolderWatch };

/**
 * A clean download of 50 MB, from the click to the file, with Sluice holding it until the scanner has fetched and
 * scanned the link, and in the same browser without Sluice. Each pair is measured one right after the other.
 */
export const LATENCY_DOWNLOAD: Benchmark = {
  name: 'latency',
  part: 'download',
  run: (_lab, { runs }) =>
    withBenchLab({ flavour: 'all' }, async (lab) => {
      await using own = new AsyncDisposableStack();
      const without = await openWithout(own);
      const withSluice = { page: await lab.now().context.newPage(), watch: lab.watch };
      const figures: Figures[] = [];
      for (const [line, transferMs] of Object.entries(LINES)) {
        const pairs: Pair[] = [];
        // The first pair warms up the disk's cache and the scanner.
        for (let run = 0; run <= runs; run += 1)
          pairs.push(await measurePair(lab, without, withSluice, transferMs));
        figures.push(toFigures(`download-50mb.${line}`, pairs.slice(1)));
      }
      return Object.assign({}, ...figures);
    }),
};

type Pair = { without: number; withSluice: number };

async function measurePair(
  { site }: GuardLab,
  without: Downloader,
  withSluice: Downloader,
  transferMs: number,
): Promise<Pair> {
  return {
    without: await measureOne(site, without, transferMs),
    withSluice: await measureOne(site, withSluice, transferMs),
  };
}

async function measureOne(site: Site, { page, watch }: Downloader, transferMs: number): Promise<number> {
  const file = await site.add({ kind: 'get-small', finding: 'clean', size: BYTES, transferMs });
  await openSitePage(page, site.url);
  const startedAt = Date.now();
  await startDownloads(site, page, page, [file]);
  return (await untilLanded(watch, file)) - startedAt;
}

async function openWithout(own: AsyncDisposableStack): Promise<Downloader> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-without-'));
  own.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const [profileDir, downloadsDir] = [join(folder, 'profile'), join(folder, 'downloads')];
  await mkdir(downloadsDir, { recursive: true });
  const browser = await openBareBrowser({ extensionDirs: [], profileDir, downloadsDir });
  own.defer(browser.close);
  const watch = watchFolder(downloadsDir);
  own.defer(async () => watch.stop());
  return { page: await browser.context.newPage(), watch };
}

function toFigures(name: string, pairs: readonly Pair[]): Figures {
  const of = (value: (pair: Pair) => number, unit: 'ms' | 'ratio') => toFigure(pairs.map(value), unit);
  return {
    [`${name}.without-sluice`]: of(({ without }) => without, 'ms'),
    [`${name}.with-sluice`]: of(({ withSluice }) => withSluice, 'ms'),
    [`${name}.added`]: of(({ without, withSluice }) => withSluice - without, 'ms'),
    [`${name}.ratio`]: of(({ without, withSluice }) => withSluice / without, 'ratio'),
  };
}
