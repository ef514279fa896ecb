import type { Page } from '@playwright/test';

/** The part of `chrome` that is used inside the extension's page. */
declare const chrome: { permissions: { request: (wanted: object) => Promise<boolean> } };

/**
 * Has the extension ask for the permission that holding needs, by a real click in one of its own pages, as its settings
 * do. The browser grants it without a prompt.
 * @throws Error with the browser's answer where it does not
 */
export async function allowHolding(extensionPage: Page): Promise<void> {
  await extensionPage.evaluate(() => {
    const button = document.createElement('button');
    button.id = 'allow-holding';
    button.textContent = 'Allow';
    button.style.cssText = 'position: fixed; inset: 0 auto auto 0; z-index: 1000';
    button.addEventListener('click', () => {
      chrome.permissions.request({ permissions: ['offscreen'] }).then(
        (granted) => button.setAttribute('data-answer', String(granted)),
        (error) => button.setAttribute('data-answer', String(error)),
      );
    });
    document.body.append(button);
  });
  const button = extensionPage.locator('#allow-holding');
  // A page behind another one is not drawn, and takes no click.
  await extensionPage.bringToFront();
  await button.click();
  await extensionPage.locator('#allow-holding[data-answer]').waitFor();
  const answer = await button.getAttribute('data-answer');
  await button.evaluate((element) => element.remove());
  if (answer !== 'true') throw new Error(`The browser does not let Sluice hold downloads: ${answer}.`);
}
