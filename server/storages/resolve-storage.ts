import { RequestError } from '../errors.ts';
import type { Storages } from './create-storages.ts';

/**
 * The storage that a submission's path is to be read from, so that a later change of the default does not redirect it.
 * @param name as submitted; null for the default.
 * @returns null for a submission without a path.
 * @throws RequestError 400 naming `storage` when there is no such storage, or no default.
 */
export function resolveStorage(path: string | null, name: string | null, storages: Storages): string | null {
  if (path === null) return null;
  const chosen = name ?? storages.defaultName;
  if (chosen === null)
    throw new RequestError(400, { storage: ['This service has no default storage. Name one in storage.'] });
  if (storages.find(chosen) === null)
    throw new RequestError(400, { storage: ['This service has no storage of this name.'] });
  return chosen;
}
