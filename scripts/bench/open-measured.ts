import type { BrowserContext, Page } from '@playwright/test';
import { readHeap } from './read-heap.ts';

/** What a page costs: in ms, in nodes of every kind, and in bytes of memory after a collection of garbage. */
export type PageCost = { firstRowsMs: number; nodes: number; heapBytes: number };

const FIRST_ROWS = 'firstRowsMs';

/**
 * Opens a page of the extension anew and measures it.
 * @param shown a selector of what has to be painted
 */
export async function openMeasured(
  context: BrowserContext,
  address: string,
  size: { width: number; height: number },
  shown: string,
): Promise<{ page: Page; cost: PageCost }> {
  const page = await context.newPage();
  await page.setViewportSize(size);
  await page.addInitScript(watchForRows, { selector: shown, name: FIRST_ROWS });
  await page.goto(address);
  await page.waitForFunction((name) => Reflect.has(globalThis, name), FIRST_ROWS);
  const heapBytes = await readHeap(page);
  const cost = await page.evaluate(countNodes, FIRST_ROWS);
  return { page, cost: { ...cost, heapBytes } };
}

/** Runs in the page, before anything of its own: notes when what is wanted was painted, from the navigation on. */
function watchForRows({ selector, name }: { selector: string; name: string }): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector(selector) === null) return;
    observer.disconnect();
    // The frame after the next one begins when the next one has been painted.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => Reflect.set(globalThis, name, performance.now())),
    );
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** Runs in the page. */
function countNodes(name: string): { firstRowsMs: number; nodes: number } {
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
  let nodes = 1;
  while (walker.nextNode() !== null) nodes += 1;
  return { firstRowsMs: Number(Reflect.get(globalThis, name)), nodes };
}
