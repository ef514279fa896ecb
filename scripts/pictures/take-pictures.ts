import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { LaunchedBrowser } from '../browser/launch-browser.ts';
import { POPUP_SIZE } from '../browser/popup-size.ts';
import type { Scene } from './scene.ts';
import { setStage } from './set-stage.ts';

const WINDOW_SIZE = { width: 1_100, height: 800 };

export const THEMES = ['light', 'dark'] as const;

/**
 * Takes a picture of each scene in each theme.
 * @param language goes into the pictures' names: `popup-busy-de-dark.png`
 */
export async function takePictures(
  { context, extensionId }: LaunchedBrowser,
  scenes: readonly Scene[],
  language: string,
  folder: string,
): Promise<void> {
  const root = `chrome-extension://${extensionId}`;
  await mkdir(folder, { recursive: true });
  const stage = await context.newPage();
  await stage.goto(`${root}/popup.html`);
  await stage.locator('footer').waitFor();
  for (const scene of scenes) {
    await setStage(stage, scene);
    const page = await openScene(context, root, scene);
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

async function openScene(context: BrowserContext, root: string, scene: Scene): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize(scene.page === 'popup' ? POPUP_SIZE : WINDOW_SIZE);
  if (scene.managed !== undefined) await manage(page, scene.managed);
  await page.goto(`${root}/${scene.page}.html${scene.place ?? ''}`);
  await page.locator('h1').first().waitFor();
  await scene.play?.(page);
  return page;
}

/** Has the page find these values where the browser keeps an administrator's. */
async function manage(page: Page, managed: object): Promise<void> {
  await page.addInitScript((values) => {
    const area: object = Reflect.get(Reflect.get(Reflect.get(globalThis, 'chrome'), 'storage'), 'managed');
    Reflect.set(area, 'get', (_keys: unknown, callback?: (found: object) => void) => {
      callback?.(values);
      return Promise.resolve(values);
    });
  }, managed);
}
