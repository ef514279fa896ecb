import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** How a page is shown. `emulateMedia` keeps what it was told before, so each names everything. */
export const LOOKS = [
  { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' },
  { colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'none' },
  { colorScheme: 'dark', contrast: 'more', forcedColors: 'none' },
  { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'active' },
] as const;

/** The rules of axe that look at colours. All others find the same in every look, since only style sheets differ. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** What axe finds wrong with a page as it is shown: a line for each rule, with the elements that break it. */
export async function findViolations(page: Page): Promise<string[]> {
  return toLines(await builderFor(page).analyze());
}

/** What axe finds wrong with a page in any look: by every rule in the first, by those of colour in each. */
export async function findViolationsInEveryLook(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [index, look] of LOOKS.entries()) {
    await page.emulateMedia(look);
    const axe = builderFor(page);
    const results = await (index === 0 ? axe : axe.withRules(RULES_OF_COLOUR)).analyze();
    found.push(...toLines(results).map((line) => `${Object.values(look).join(', ')}: ${line}`));
  }
  await page.emulateMedia(LOOKS[0]);
  return found;
}

/** In the page itself: for frames of other origins, which no page of ours has, axe would open a tab each time. */
function builderFor(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode();
}

function toLines({ violations }: Awaited<ReturnType<AxeBuilder['analyze']>>): string[] {
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' ')}`);
}
