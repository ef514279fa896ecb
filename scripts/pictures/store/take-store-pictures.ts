import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { allowHolding } from '../../browser/allow-holding.ts';
import type { LaunchedBrowser } from '../../browser/launch-browser.ts';
import { ROOT } from '../../tools/run-tool.ts';
import { openScene } from '../open-scene.ts';
import { openStage } from '../open-stage.ts';
import { setStage } from '../set-stage.ts';
import { readStoreTexts } from './read-store-texts.ts';
import { STORE_PICTURES, type StoreShot } from './store-pictures.ts';
import { toStorePage } from './to-store-page.ts';

/** What only somebody who uses the page needs to see. */
const STILL = '*{scrollbar-width:none!important}:focus{outline:none!important}';

/**
 * Draws the pictures for the stores in a browser of this language.
 * @param language as its file in `locales` is called: `pt_BR`
 * @param folder gets a folder of that name
 */
export async function takeStorePictures(
  browser: LaunchedBrowser,
  language: string,
  folder: string,
): Promise<void> {
  await mkdir(join(folder, language), { recursive: true });
  const { captions, short } = await readStoreTexts(language);
  const mark = await readFile(join(ROOT, 'scripts', 'icons', 'icon.svg'), 'utf8');
  const stage = await openStage(browser);
  await allowHolding(stage);
  const canvas = await browser.context.newPage();
  for (const picture of STORE_PICTURES) {
    const shots: Buffer[] = [];
    for (const shot of picture.shots) shots.push(await takeShot(browser, stage, shot));
    const [title, text] = captions[picture.name.replace(/^\d-/, '')] ?? ['Sluice', short];
    await canvas.setViewportSize(picture.size);
    const direction = language === 'he' ? 'rtl' : 'ltr';
    await canvas.setContent(toStorePage(picture, { title, text, shots, mark, direction }));
    await canvas.screenshot({ path: join(folder, language, `${picture.name}.png`) });
  }
  await canvas.close();
  await stage.close();
}

async function takeShot(
  browser: LaunchedBrowser,
  stage: Page,
  { scene, theme, size }: StoreShot,
): Promise<Buffer> {
  await setStage(stage, scene);
  const page = await openScene(browser, scene);
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide', style: STILL });
  await page.close();
  return png;
}
