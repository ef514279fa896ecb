import browser from 'webextension-polyfill';
import type { ManagedArea } from '../core/managed-area.ts';

/** What Firefox says where nobody administers the extension: there it rejects, where Chromium answers with nothing. */
const NO_POLICY = 'Managed storage manifest not found';

/** Makes the port to `storage.managed`. Firefox tells of no changes: there a policy holds from the browser's start. */
export function createManagedArea(): ManagedArea {
  return {
    load: () =>
      browser.storage.managed.get().catch((error: unknown) => {
        if (error instanceof Error && error.message === NO_POLICY) return {};
        throw error;
      }),
    subscribe(onChange) {
      const listener = (_changes: unknown, area: string) => {
        if (area === 'managed') onChange();
      };
      browser.storage.onChanged.addListener(listener);
      return () => browser.storage.onChanged.removeListener(listener);
    },
  };
}
