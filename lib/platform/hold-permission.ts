import { createPermission, type Permission } from './permission.ts';

/**
 * Makes the port to what holding downloads needs: in Chromium `offscreen`, which the browser gives without a question;
 * in Firefox to see and stop the requests of all sites, over which the person is asked.
 */
export function createHoldPermission(isFirefox: boolean): Permission {
  return createPermission(
    isFirefox
      ? { permissions: ['webRequest', 'webRequestBlocking'], origins: ['<all_urls>'] }
      : { permissions: ['offscreen'] },
  );
}
