import browser from 'webextension-polyfill';
import type { KeyValueArea } from '../core/key-value-area.ts';

/** Makes the port to `storage.local`. */
export function createLocalArea(): KeyValueArea {
  const area = browser.storage.local;
  return {
    get: async (key) => (await area.get(key))[key],
    set: (key, value) => area.set({ [key]: value }),
    subscribe(key, onChange) {
      const listener = (changes: Record<string, unknown>) => {
        if (Object.hasOwn(changes, key)) onChange();
      };
      area.onChanged.addListener(listener);
      return () => area.onChanged.removeListener(listener);
    },
  };
}
