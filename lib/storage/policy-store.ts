import * as v from 'valibot';
import { type GuardPolicy, PRESENT_POLICY } from '../core/guard-policy.ts';
import type { KeyValueArea } from '../core/key-value-area.ts';
import { type ReadPolicy, readPolicyFields } from './policy-fields.ts';
import { migratePolicy, POLICY_MIGRATIONS } from './policy-migrations.ts';

/** The key in `storage.local`. */
export const POLICY_KEY = 'guard-policy';
/** The version of what is saved today. */
export const POLICY_VERSION = POLICY_MIGRATIONS.length + 1;

const Stored = v.object({
  // One that can't be read is taken for today's, or all the fields would fall with it.
  version: v.fallback(v.pipe(v.number(), v.integer(), v.minValue(1)), POLICY_VERSION),
  fields: v.record(v.string(), v.unknown()),
});

export type PolicyStore = {
  load: () => Promise<ReadPolicy>;
  save: (policy: GuardPolicy) => Promise<void>;
  subscribe: (onChange: () => void) => () => void;
};

/**
 * Makes the store of the person's policy. What was never set, or can't be read, is as in `defaults`; loading writes
 * nothing.
 * @param defaults what holds until somebody has chosen
 */
export function createPolicyStore(area: KeyValueArea, defaults: GuardPolicy = PRESENT_POLICY): PolicyStore {
  return {
    async load() {
      const value = await area.get(POLICY_KEY);
      if (value === undefined) return { policy: defaults, unreadable: [] };
      const parsed = v.safeParse(Stored, value);
      if (!parsed.success) return { policy: defaults, unreadable: [POLICY_KEY] };
      const { version, fields } = parsed.output;
      return readPolicyFields(migratePolicy(fields, version), defaults);
    },
    save: (policy) => area.set(POLICY_KEY, { version: POLICY_VERSION, fields: policy }),
    subscribe: (onChange) => area.subscribe(POLICY_KEY, onChange),
  };
}
