import type { Page } from '@playwright/test';
import type { PageLink } from '../../lib/core/page-link.ts';
import type { LaunchedBrowser } from '../browser/launch-browser.ts';
import { POPUP_SIZE } from '../browser/popup-size.ts';
import type { Scene } from './scene.ts';

const WINDOW_SIZE = { width: 1_100, height: 800 };

/**
 * Opens a scene's page in a tab of its size. The stage has to be set for it.
 * @param used a tab that may be used again, which costs far less than a new one; what an administrator manages needs a
 * tab of its own
 */
export async function openScene(
  { context, extensionId }: Pick<LaunchedBrowser, 'context' | 'extensionId'>,
  scene: Scene,
  used?: Page,
): Promise<Page> {
  // What a page is made to find there, it would find in the scenes after that too.
  const isMadeUp = scene.managed !== undefined || scene.links !== undefined;
  const page = used === undefined || isMadeUp ? await context.newPage() : used;
  await page.setViewportSize(scene.page === 'popup' ? POPUP_SIZE : WINDOW_SIZE);
  if (scene.managed !== undefined) await manage(page, scene.managed);
  // Another part of the same page would not be loaded anew.
  if (page === used) await page.goto('about:blank');
  if (scene.links !== undefined) await answerLinks(page, scene.links);
  await page.goto(`chrome-extension://${extensionId}/${scene.page}.html${scene.place ?? ''}`);
  await page.locator('h1').first().waitFor();
  await scene.play?.(page);
  return page;
}

/** Has the page find these links on whatever other page it looks at. */
async function answerLinks(page: Page, links: readonly PageLink[]): Promise<void> {
  await page.addInitScript((result) => {
    const scripting: object = Reflect.get(Reflect.get(globalThis, 'chrome'), 'scripting');
    Reflect.set(scripting, 'executeScript', (_what: unknown, callback?: (found: unknown) => void) => {
      callback?.([{ result }]);
      return Promise.resolve([{ result }]);
    });
  }, links);
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
