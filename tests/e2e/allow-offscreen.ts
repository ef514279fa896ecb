import { expect, type Page } from '@playwright/test';
import { allowHolding } from '../../scripts/browser/allow-holding.ts';
import type { Sluice } from './open-sluice.ts';
import { openOptions } from './options-page.ts';

/** The part of `chrome` that is used inside the extension. */
declare const chrome: { offscreen?: object };

/** Lets Sluice have its offscreen document, as the click on a holding mode does. */
export async function allowOffscreen(sluice: Sluice): Promise<Page> {
  const options = await openOptions(sluice);
  await allowHolding(options);
  expect(await sluice.worker.evaluate(() => chrome.offscreen !== undefined)).toBe(true);
  return options;
}
