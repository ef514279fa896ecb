import type { Page } from '@playwright/test';

/** The text that does not fit where it stands, and what is wider than the window: a sentence for each. */
export function findCutText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const wide = document.documentElement.scrollWidth - window.innerWidth;
    if (wide > 0) faults.push(`The page is ${wide} px wider than the window.`);
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
      const { clientWidth, clientHeight, scrollWidth, scrollHeight } = element;
      const isOwnText = [...element.childNodes].some(
        (node) => node.nodeType === 3 && node.textContent?.trim(),
      );
      // What only screen readers see is a pixel wide; what ends in "…" has its whole text in a title.
      if (!isOwnText || clientWidth <= 1 || textOverflow === 'ellipsis') continue;
      const isCutX = /hidden|clip/.test(overflowX) && scrollWidth > clientWidth + 1;
      const isCutY = /hidden|clip/.test(overflowY) && scrollHeight > clientHeight + 2;
      if (isCutX || isCutY) faults.push(`"${element.textContent?.slice(0, 60)}" is cut off.`);
    }
    return faults;
  });
}
