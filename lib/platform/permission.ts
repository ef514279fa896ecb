import browser, { type Permissions } from 'webextension-polyfill';

/** Something that the browser lets Sluice do only where a person said so. */
export type Permission = {
  has: () => Promise<boolean>;
  /**
   * Asks for it; answers whether it is there. Must be called in the handler of a click before anything is awaited.
   * Where it is there already, or needs no question, nobody is asked.
   */
  request: () => Promise<boolean>;
  /** Gives it back. Answers whether it is gone. */
  remove: () => Promise<boolean>;
  /** Calls back when any permission came or went; answers a function that ends it. */
  subscribe: (onChange: () => void) => () => void;
};

export type WantedPermission = { permissions?: readonly string[]; origins?: readonly string[] };

/** Makes the port to one set of optional permissions. */
export function createPermission({ permissions = [], origins = [] }: WantedPermission): Permission {
  const wanted = { permissions: [...permissions], origins: [...origins] };
  return {
    has: () => browser.permissions.contains(wanted),
    request: () => call(browser.permissions.request, wanted),
    remove: () => call(browser.permissions.remove, wanted),
    subscribe(onChange) {
      browser.permissions.onAdded.addListener(onChange);
      browser.permissions.onRemoved.addListener(onChange);
      return () => {
        browser.permissions.onAdded.removeListener(onChange);
        browser.permissions.onRemoved.removeListener(onChange);
      };
    },
  };
}

/** The types know Firefox's permissions only, and `offscreen` is Chromium's. */
function call(
  method: (wanted: Permissions.Permissions) => Promise<boolean>,
  wanted: { permissions: string[]; origins: string[] },
): Promise<boolean> {
  return Reflect.apply(method, browser.permissions, [wanted]);
}
