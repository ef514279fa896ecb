import { CONSENT_VERSION } from '../core/consent.ts';
import type { KeyValueArea } from '../core/key-value-area.ts';
import type { ManagedArea } from '../core/managed-area.ts';
import { toOwnConnection, withManagedConnection } from '../core/managed-policy.ts';
import { keepCovered, overlay } from '../core/overlay.ts';
import { type ConnectionStore, createConnectionStore } from './connection-store.ts';
import { type ConsentStore, createConsentStore } from './consent-store.ts';
import { createManagedStore, type ManagedStore } from './managed-store.ts';
import { createPolicyStore, type PolicyStore } from './policy-store.ts';
import { createPreferenceStore, type PreferenceStore } from './preference-store.ts';

export type SettingsStores = {
  connections: ConnectionStore;
  consents: ConsentStore;
  policies: PolicyStore;
  preferences: PreferenceStore;
  managed: ManagedStore;
  /** What is the person's own, whatever the administrator has set over it. */
  own: {
    connections: Pick<ConnectionStore, 'load'>;
    policies: Pick<PolicyStore, 'load'>;
    preferences: Pick<PreferenceStore, 'load'>;
  };
};

/**
 * Makes the stores of all settings. Each answers what holds: the administrator's values over the person's own. Saving
 * keeps the person's own only, so that they are there again when the administrator's policy goes; and each tells of
 * changes by either.
 */
export function createSettingsStores(local: KeyValueArea, managedArea: ManagedArea): SettingsStores {
  const managed = createManagedStore(managedArea, local);
  const policyOfBoth = async <T>(loading: Promise<T>) => {
    const [mine, { policy }] = await Promise.all([loading, managed.load()]);
    return [mine, policy] as const;
  };
  const subscribe = (store: Pick<ManagedStore, 'subscribe'>) => (onChange: () => void) => {
    const ends = [store.subscribe(onChange), managed.subscribe(onChange)];
    return () => {
      for (const end of ends) end();
    };
  };

  const ownConsents = createConsentStore(local);
  const consents: ConsentStore = {
    ...ownConsents,
    async load() {
      const [mine, policy] = await policyOfBoth(ownConsents.load());
      return policy.consent ? { version: CONSENT_VERSION, givenAt: 0, by: 'administrator' } : mine;
    },
    subscribe: subscribe(ownConsents),
  };
  const own = {
    connections: createConnectionStore(local),
    policies: createPolicyStore(local, consents),
    preferences: createPreferenceStore(local),
  };

  return {
    own,
    managed,
    consents,
    connections: {
      async load() {
        return withManagedConnection(...(await policyOfBoth(own.connections.load())));
      },
      async save(changed) {
        const [mine, policy] = await policyOfBoth(own.connections.load());
        await own.connections.save(toOwnConnection(changed, mine, policy));
      },
      subscribe: subscribe(own.connections),
    },
    policies: {
      async load() {
        const [{ policy, unreadable }, { guard }] = await policyOfBoth(own.policies.load());
        const covered = new Set(
          Object.entries(guard).flatMap(([key, value]) => (value === undefined ? [] : key)),
        );
        return {
          policy: overlay(policy, guard),
          // Of what the administrator decides, it does not matter what the person had stored.
          unreadable: unreadable.filter((field) => !covered.has(field.replace(/\[.*/, ''))),
        };
      },
      async save(changed) {
        const [mine, { guard }] = await policyOfBoth(own.policies.load());
        await own.policies.save(keepCovered(changed, mine.policy, guard));
      },
      // With the consent, whose changes these are too, come those of the administrator.
      subscribe: own.policies.subscribe,
    },
    preferences: {
      async load() {
        const [mine, { preferences }] = await policyOfBoth(own.preferences.load());
        return overlay(mine, preferences);
      },
      async save(changed) {
        const [mine, { preferences }] = await policyOfBoth(own.preferences.load());
        await own.preferences.save(keepCovered(changed, mine, preferences));
      },
      subscribe: subscribe(own.preferences),
    },
  };
}
