import { createPermission, type Permission } from './permission.ts';

/** Makes the port to the leave to read what any site gives to this person only. */
export function createSitesAccess(): Permission {
  return createPermission({ origins: ['https://*/*', 'http://*/*'] });
}
