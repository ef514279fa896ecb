import browser from 'webextension-polyfill';
import { toHostPattern } from './host-pattern.ts';

/** Leave to fetch what this browser fetched. It may come and go at any time. */
export type ByteAccess = {
  /** Whether an address can be fetched with this browser's cookies. */
  canFetch: (address: string) => Promise<boolean>;
  /** Whether files of this machine can be read: by a switch of the browser that no extension can ask for. */
  canReadFiles: () => Promise<boolean>;
  /** Calls back when the person has allowed more. */
  onGranted: (listener: () => void) => void;
};

/** Makes the port to what the person has allowed. Never throws: what can't be found out is not allowed. */
export function createByteAccess(): ByteAccess {
  const has = (pattern: string) => browser.permissions.contains({ origins: [pattern] }).catch(() => false);
  return {
    async canFetch(address) {
      if (/^data:/i.test(address)) return true;
      const pattern = toPattern(address);
      return pattern !== undefined && (await has(pattern));
    },
    async canReadFiles() {
      const isSwitchedOn = await browser.extension.isAllowedFileSchemeAccess().catch(() => false);
      return isSwitchedOn && (await has('file:///*'));
    },
    onGranted: (listener) =>
      browser.permissions.onAdded.addListener(({ origins = [] }) => {
        if (origins.length > 0) listener();
      }),
  };
}

/** The pattern for an address's host; a `blob:` address is its page's. */
function toPattern(address: string): string | undefined {
  const url = URL.parse(address.replace(/^blob:/i, ''));
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  return isWeb ? toHostPattern(url) : undefined;
}
