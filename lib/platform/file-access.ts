import browser from 'webextension-polyfill';
import { createPermission } from './permission.ts';

/** Leave to read files on this machine, which takes a permission and a switch that only the person can turn. */
export type FileAccess = {
  /** Both are there. */
  has: () => Promise<boolean>;
  /**
   * Asks for the permission, then shows where the switch is, where that is still to be turned. Must be called in the
   * handler of a click before anything is awaited. Answers whether both are there.
   */
  request: () => Promise<boolean>;
  /** Gives the permission back. The switch stays as it is. */
  remove: () => Promise<boolean>;
  subscribe: (onChange: () => void) => () => void;
};

/** Makes the port to file access. Only Chromium has it. */
export function createFileAccess(): FileAccess {
  const permission = createPermission({ origins: ['file:///*'] });
  const isSwitchedOn = () => browser.extension.isAllowedFileSchemeAccess();
  return {
    has: async () => (await isSwitchedOn()) && (await permission.has()),
    async request() {
      // A browser may refuse to ask before the switch is turned: then it is asked for again afterwards.
      const isGranted = await permission.request().catch(() => false);
      if (await isSwitchedOn()) return isGranted;
      await browser.tabs.create({ url: `chrome://extensions/?id=${browser.runtime.id}` });
      return false;
    },
    remove: permission.remove,
    subscribe: permission.subscribe,
  };
}
