import type { ManagedArea } from '../core/managed-area.ts';
import type { ReadManaged } from '../core/managed-policy.ts';
import { readManagedFields } from './managed-fields.ts';

export type ManagedStore = {
  /** What holds of the administrator's policy, and what of it could not be taken. */
  load: () => Promise<ReadManaged>;
  /** Calls back after each change; answers a function that ends it. */
  subscribe: (onChange: () => void) => () => void;
};

/** Makes the store of what an administrator has set. Nobody can write to it from here. */
export function createManagedStore(area: ManagedArea): ManagedStore {
  return {
    load: async () => readManagedFields(await area.load()),
    subscribe: area.subscribe,
  };
}
