import * as v from 'valibot';
import { CONSENTED_POLICY, type GuardPolicy, UNCONSENTED_POLICY } from '../core/guard-policy.ts';
import type { KeyValueArea } from '../core/key-value-area.ts';
import type { ConsentStore } from './consent-store.ts';
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
 * Makes the store of the person's policy. What was never set, or can't be read, depends on the consent: with it,
 * downloads are held and malicious ones blocked; without it they are left alone. Loading writes nothing.
 */
export function createPolicyStore(
  area: KeyValueArea,
  consents: Pick<ConsentStore, 'load' | 'subscribe'>,
): PolicyStore {
  return {
    async load() {
      const [value, consent] = await Promise.all([area.get(POLICY_KEY), consents.load()]);
      const defaults = consent === undefined ? UNCONSENTED_POLICY : CONSENTED_POLICY;
      if (value === undefined) return { policy: defaults, unreadable: [] };
      const parsed = v.safeParse(Stored, value);
      if (!parsed.success) return { policy: defaults, unreadable: [POLICY_KEY] };
      const { version, fields } = parsed.output;
      return readPolicyFields(migratePolicy(fields, version), defaults);
    },
    async save({ mode, ...policy }) {
      // "Off" without consent is nobody's choice: it must not outlive it.
      const isChosen = mode !== UNCONSENTED_POLICY.mode || (await consents.load()) !== undefined;
      await area.set(POLICY_KEY, {
        version: POLICY_VERSION,
        fields: isChosen ? { mode, ...policy } : policy,
      });
    },
    subscribe(onChange) {
      const ends = [area.subscribe(POLICY_KEY, onChange), consents.subscribe(onChange)];
      return () => {
        for (const end of ends) end();
      };
    },
  };
}
