import browser from 'webextension-polyfill';

/** Removes everything from `storage.local`: settings, tokens, the consent, and what was found out about servers. */
export function clearLocalArea(): Promise<void> {
  return browser.storage.local.clear();
}
