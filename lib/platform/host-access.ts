import browser from 'webextension-polyfill';
import { toHostPattern } from './host-pattern.ts';

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
