import type { Page } from '@playwright/test';
import type { Benchmark } from './benchmark.ts';
import { toFigure } from './figure.ts';
import { openMeasured, type PageCost } from './open-measured.ts';
import { readHeap } from './read-heap.ts';
import { seedScans } from './seed-scans.ts';

/** How many scans the store holds. */
const COUNT = 100_000;
const WINDOW_SIZE = { width: 1_100, height: 800 };
/** Few, many and no rows, by name, host, address and ending. Each finds another number of rows than the one before. */
const SEARCHES = ['report-77', 'host-5', 'zip', 'files/report-9', 'nothing of this name', 'report-1'];

/** The history of many scans: its first rows, until it has read all, and its search, from a key to painted rows. */
export const HISTORY: Benchmark = {
  name: 'history',
  run: ({ withBrowser }, { runs }) =>
    withBrowser(async ({ context, extensionId }) => {
      const root = `chrome-extension://${extensionId}`;
      const stage = await context.newPage();
      await stage.goto(`${root}/options.html`);
      await stage.locator('h1').waitFor();
      await seedScans(stage, 0, COUNT);
      await stage.close();
      const costs: PageCost[] = [];
      const loaded: number[] = [];
      const heaps: number[] = [];
      const searches: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        const { page, cost } = await openMeasured(
          context,
          `${root}/history.html`,
          WINDOW_SIZE,
          '[data-index]',
        );
        costs.push(cost);
        loaded.push(await page.evaluate(untilAllRead, COUNT));
        heaps.push(await readHeap(page));
        for (const text of SEARCHES) searches.push(await search(page, text));
        await page.close();
      }
      return {
        [`first-rows.${COUNT}`]: toFigure(
          costs.map(({ firstRowsMs }) => firstRowsMs),
          'ms',
        ),
        [`all-read.${COUNT}`]: toFigure(loaded, 'ms'),
        [`search.${COUNT}`]: toFigure(searches, 'ms'),
        [`nodes.${COUNT}`]: toFigure(
          costs.map(({ nodes }) => nodes),
          'count',
        ),
        [`heap.${COUNT}`]: toFigure(heaps, 'bytes'),
      };
    }),
};

async function search(page: Page, text: string): Promise<number> {
  const took = await page.getByRole('searchbox').evaluate(typeAndWait, text);
  // The list of everything is what the next one begins with.
  await page.getByRole('searchbox').evaluate(typeAndWait, '');
  return took;
}

/** Runs in the page: waits until the list has all rows. @returns ms from the navigation on */
function untilAllRead(count: number): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      const rows = Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount'));
      if (rows > count) resolve(performance.now());
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Runs in the page: types into the field as a person does. @returns ms until the rows that it finds were painted */
function typeAndWait(field: Element, text: string): Promise<number> {
  return new Promise((resolve) => {
    const count = () => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount');
    const before = count();
    const start = performance.now();
    const observer = new MutationObserver(() => {
      if (count() === before) return;
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
    });
    observer.observe(document.body, { childList: true, subtree: true, attributes: true });
    Object.assign(field, { value: text });
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
}
