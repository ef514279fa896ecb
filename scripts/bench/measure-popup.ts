import { POPUP_SIZE } from '../browser/popup-size.ts';
import type { Benchmark } from './benchmark.ts';
import { type Figure, type Figures, toFigure, toRatio } from './figure.ts';
import { openMeasured, type PageCost } from './open-measured.ts';
import { seedScans } from './seed-scans.ts';

/** How many scans the store holds. */
const COUNTS = [0, 1_000, 100_000];
const [, FEW, MANY] = COUNTS;

/** The popup, from its opening to its first rows on the screen, with few and many scans in the store. */
export const POPUP: Benchmark = {
  name: 'popup',
  run: ({ withBrowser }, { runs }) =>
    withBrowser(async ({ context, extensionId }) => {
      const address = `chrome-extension://${extensionId}/popup.html`;
      const stage = await context.newPage();
      await stage.goto(`chrome-extension://${extensionId}/options.html`);
      await stage.locator('h1').waitFor();
      const figures: Record<string, Figure> = {};
      let stored = 0;
      for (const count of COUNTS) {
        await seedScans(stage, stored, count);
        stored = count;
        const costs: PageCost[] = [];
        // The first one warms the browser's caches up, as the popup that a person opened before does.
        for (let run = 0; run <= runs; run += 1) {
          const { page, cost } = await openMeasured(context, address, POPUP_SIZE, 'li, .empty');
          await page.close();
          if (run > 0) costs.push(cost);
        }
        Object.assign(figures, toFigures(count, costs));
      }
      const [few, many] = [figures[`first-rows.${FEW}`], figures[`first-rows.${MANY}`]];
      if (few !== undefined && many !== undefined) figures['first-rows.growth'] = toRatio(many, few);
      return figures;
    }),
};

function toFigures(count: number, costs: readonly PageCost[]): Figures {
  const of = (key: keyof PageCost, unit: 'ms' | 'count' | 'bytes') =>
    toFigure(
      costs.map((cost) => cost[key]),
      unit,
    );
  return {
    [`first-rows.${count}`]: of('firstRowsMs', 'ms'),
    [`nodes.${count}`]: of('nodes', 'count'),
    [`heap.${count}`]: of('heapBytes', 'bytes'),
  };
}
