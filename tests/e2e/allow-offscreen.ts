import { expect, type Page } from '@playwright/test';
import type { Sluice } from './fixtures.ts';
import { openOptions } from './options-page.ts';

/** The parts of `chrome` that are used inside the extension. */
declare const chrome: {
  offscreen?: object;
  permissions: { request: (wanted: object) => Promise<boolean> };
};

/** Lets Sluice have its offscreen document, as the click on a holding mode does. */
export async function allowOffscreen(sluice: Sluice): Promise<Page> {
  const options = await openOptions(sluice);
  await options.evaluate(() => {
    const button = document.body.appendChild(document.createElement('button'));
    button.id = 'allow';
    button.onclick = async () => {
      button.textContent = String(await chrome.permissions.request({ permissions: ['offscreen'] }));
    };
  });
  await options.click('#allow');
  await expect(options.locator('#allow')).toHaveText('true');
  expect(await sluice.worker.evaluate(() => chrome.offscreen !== undefined)).toBe(true);
  return options;
}
