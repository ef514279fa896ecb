import browser from 'webextension-polyfill';

/** The browser's word that the extension begins: installed, updated, or started with the browser. */
export type Lifecycle = {
  onInstalled: (listener: () => void) => void;
  onStartup: (listener: () => void) => void;
};

/** Makes the port to the life of the extension. */
export function createLifecycle(): Lifecycle {
  return {
    onInstalled: (listener) => browser.runtime.onInstalled.addListener(listener),
    onStartup: (listener) => browser.runtime.onStartup.addListener(listener),
  };
}
