import { useEffect, useState } from 'preact/hooks';
import { isHolding } from '../../lib/core/guard-policy.ts';
import type { SettingsStores } from '../../lib/storage/settings-stores.ts';

/** What the steps depend on. */
export type WelcomeFacts = { hasConsent: boolean; server: string | null; wantsHold: boolean };

export type WelcomeStores = Pick<SettingsStores, 'consents' | 'connections' | 'policies'>;

/** Reads the facts. What can't be read counts as not there: the page must come up. */
export async function readWelcome(stores: WelcomeStores): Promise<WelcomeFacts> {
  const [consent, connection, read] = await Promise.all([
    stores.consents.load().catch(() => undefined),
    stores.connections.load().catch(() => undefined),
    stores.policies.load().catch(() => undefined),
  ]);
  return {
    hasConsent: consent !== undefined,
    server: connection?.server ?? null,
    wantsHold: read !== undefined && isHolding(read.policy),
  };
}

/** The facts as they are now. */
export function useWelcome(stores: WelcomeStores, initial: WelcomeFacts): WelcomeFacts {
  const [facts, setFacts] = useState(initial);
  useEffect(() => {
    const read = () => void readWelcome(stores).then(setFacts);
    // The policy's changes are the consent's too.
    const ends = [stores.connections.subscribe(read), stores.policies.subscribe(read)];
    return () => {
      for (const end of ends) end();
    };
  }, [stores]);
  return facts;
}
