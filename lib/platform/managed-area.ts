import browser from 'webextension-polyfill';
import type { ManagedArea } from '../core/managed-area.ts';

/** Makes the port to `storage.managed`. Firefox tells of no changes: there a policy holds from the browser's start. */
export function createManagedArea(): ManagedArea {
  return {
    // Firefox rejects where there is no policy for the extension.
    load: () => browser.storage.managed.get().catch(() => ({})),
    subscribe(onChange) {
      const listener = (_changes: unknown, area: string) => {
        if (area === 'managed') onChange();
      };
      browser.storage.onChanged.addListener(listener);
      return () => browser.storage.onChanged.removeListener(listener);
    },
  };
}
