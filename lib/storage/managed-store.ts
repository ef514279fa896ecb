import * as v from 'valibot';
import type { KeyValueArea } from '../core/key-value-area.ts';
import type { ManagedArea } from '../core/managed-area.ts';
import type { ReadManaged } from '../core/managed-policy.ts';
import { readManagedFields } from './managed-fields.ts';

/** The key in `storage.local` of the policy as it was read last. */
export const LAST_POLICY_KEY = 'last-policy';

/** Nothing, where no policy was ever read. */
const Fields = v.fallback(v.record(v.string(), v.unknown()), {});

export type ManagedStore = {
  /**
   * What holds of the administrator's policy, and what of it could not be taken. Where it can't be read at all, what was
   * read last goes on holding: a failure must not unlock anything.
   */
  load: () => Promise<ReadManaged>;
  /** Calls back after each change; answers a function that ends it. */
  subscribe: (onChange: () => void) => () => void;
};

/** Makes the store of what an administrator has set. Nobody can write to it from here. */
export function createManagedStore(
  area: ManagedArea,
  local: Pick<KeyValueArea, 'get' | 'set'>,
): ManagedStore {
  const loadLast = async () => v.parse(Fields, await local.get(LAST_POLICY_KEY));
  /** What this context knows to be kept. */
  let kept = '';

  /** Keeps a policy for the time when it can't be read. Nothing is written where nothing has changed. */
  async function keep(fields: Readonly<Record<string, unknown>>): Promise<void> {
    const text = JSON.stringify(fields);
    if (text !== kept && text !== JSON.stringify(await loadLast())) await local.set(LAST_POLICY_KEY, fields);
    kept = text;
  }

  return {
    async load() {
      const fields = await area.load().catch(() => undefined);
      if (fields === undefined) return { ...readManagedFields(await loadLast()), isUnreadable: true };
      // The policy is known, whether or not it can be kept.
      await keep(fields).catch(() => {});
      return readManagedFields(fields);
    },
    subscribe: area.subscribe,
  };
}
