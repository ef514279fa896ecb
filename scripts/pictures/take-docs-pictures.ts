import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LaunchedBrowser } from '../browser/launch-browser.ts';
import { DOCS_PICTURES } from './docs-pictures.ts';
import { openScene } from './open-scene.ts';
import { openStage } from './open-stage.ts';
import { SCENES } from './scenes.ts';
import { setStage } from './set-stage.ts';

/** Takes the README's pictures in a browser of this language. */
export async function takeDocsPictures(
  browser: LaunchedBrowser,
  language: string,
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const stage = await openStage(browser);
  for (const { scene: name, theme, size } of DOCS_PICTURES.filter(
    (picture) => picture.language === language,
  )) {
    const scene = SCENES.find(({ page, state }) => `${page}-${state}` === name);
    if (scene === undefined) throw new Error(`There is no scene ${name}.`);
    await setStage(stage, scene);
    const page = await openScene(browser, scene);
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.screenshot({ path: join(folder, `${name}-${language}-${theme}.png`), animations: 'disabled' });
    await page.close();
  }
  await stage.close();
}
