import browser from 'webextension-polyfill';
import { toHostPattern } from './host-pattern.ts';
import { createPermission, type Permission } from './permission.ts';

/** Leave to speak to a server that is not among those named at installation. */
export type HostAccess = {
  has: (server: string) => Promise<boolean>;
  /** Asks the person. Must be called in the handler of a click. */
  request: (server: string) => Promise<boolean>;
};

/** Makes the port to the browser's host permissions. */
export function createHostAccess(): HostAccess {
  return {
    has: (server) => browser.permissions.contains({ origins: [toHostPattern(new URL(server))] }),
    request: (server) => browser.permissions.request({ origins: [toHostPattern(new URL(server))] }),
  };
}

/** Makes the port to the leave to read what any site gives to this person only. */
export function createSitesAccess(): Permission {
  return createPermission({ origins: ['https://*/*', 'http://*/*'] });
}
