import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LaunchedBrowser } from '../browser/launch-browser.ts';
import { openScene } from './open-scene.ts';
import { openStage } from './open-stage.ts';
import type { Scene } from './scene.ts';
import { setStage } from './set-stage.ts';

const THEMES = ['light', 'dark'] as const;

/**
 * Takes a picture of each scene in each theme.
 * @param language goes into the pictures' names: `popup-busy-de-dark.png`
 */
export async function takePictures(
  browser: LaunchedBrowser,
  scenes: readonly Scene[],
  language: string,
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const stage = await openStage(browser);
  for (const scene of scenes) {
    await setStage(stage, scene);
    const page = await openScene(browser, scene);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const path = join(folder, `${scene.page}-${scene.state}-${language}-${colorScheme}.png`);
      await page.screenshot({
        path,
        fullPage: scene.isWhole === true,
        animations: 'disabled',
        caret: 'hide',
      });
    }
    await page.close();
  }
  await stage.close();
}
