import browser from 'webextension-polyfill';

/** Tells whether the page that asks is shown in a private window. */
export async function isInPrivateWindow(): Promise<boolean> {
  return (await browser.windows.getCurrent()).incognito;
}
