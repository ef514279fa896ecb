import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { RunOptions } from 'axe-core';

/** How a page is shown. `emulateMedia` keeps what it was told before, so each names everything. */
export const LOOKS = [
  { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' },
  { colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'none' },
  { colorScheme: 'dark', contrast: 'more', forcedColors: 'none' },
  { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'active' },
] as const;

/** The rules of axe that look at colours. All others find the same in every look, since only style sheets differ. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** axe, where a page has it. */
declare const axe: typeof import('axe-core') | undefined;

/** What axe finds wrong with a page as it is shown: a line for each rule, with the elements that break it. */
export function findViolations(page: Page): Promise<string[]> {
  return runAxe(page, {});
}

/** What axe finds wrong with a page in any look: by every rule in the first, by those of colour in each. */
export async function findViolationsInEveryLook(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [index, look] of LOOKS.entries()) {
    await page.emulateMedia(look);
    const lines = await runAxe(page, index === 0 ? {} : { runOnly: RULES_OF_COLOUR });
    found.push(...lines.map((line) => `${Object.values(look).join(', ')}: ${line}`));
  }
  await page.emulateMedia(LOOKS[0]);
  return found;
}

/**
 * Runs axe in the page, which is given it once: to hand it over takes longer than most of its rules. No page of ours has a
 * frame of another origin, and what passes is told to nobody.
 */
async function runAxe(page: Page, options: RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => typeof axe === 'object'))) await page.evaluate(AXE);
  return page.evaluate(async (given) => {
    if (axe === undefined) throw new Error('The page has no axe.');
    const { violations } = await axe.run(document, {
      ...given,
      resultTypes: ['violations'],
      iframes: false,
    });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' ')}`,
    );
  }, options);
}
