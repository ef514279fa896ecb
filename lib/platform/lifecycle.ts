import browser, { type Runtime } from 'webextension-polyfill';

/** Why the extension has come up anew. */
export type InstallReason = Runtime.OnInstalledReason;

/** The browser's word that the extension begins: installed, updated, or started with the browser. */
export type Lifecycle = {
  onInstalled: (listener: (reason: InstallReason) => void) => void;
  onStartup: (listener: () => void) => void;
};

/** Makes the port to the life of the extension. */
export function createLifecycle(): Lifecycle {
  return {
    onInstalled: (listener) => browser.runtime.onInstalled.addListener(({ reason }) => listener(reason)),
    onStartup: (listener) => browser.runtime.onStartup.addListener(listener),
  };
}
