import * as v from 'valibot';
import { CONSENT_VERSION, type Consent } from '../core/consent.ts';
import type { KeyValueArea } from '../core/key-value-area.ts';

/** The key in `storage.local`. */
export const CONSENT_KEY = 'consent';

const Stored = v.object({
  version: v.pipe(v.number(), v.integer(), v.minValue(CONSENT_VERSION)),
  givenAt: v.number(),
  by: v.picklist(['person', 'administrator']),
}) satisfies v.GenericSchema<unknown, Consent>;

export type ConsentStore = {
  /** The consent that holds. What can't be read, or is to less than is asked today, is none. */
  load: () => Promise<Consent | undefined>;
  give: (consent: Consent) => Promise<void>;
  withdraw: () => Promise<void>;
  /** Calls back after each change, in whichever context; answers a function that ends it. */
  subscribe: (onChange: () => void) => () => void;
};

/** Makes the store of the consent, without which nothing is sent. */
export function createConsentStore(area: KeyValueArea): ConsentStore {
  return {
    async load() {
      const parsed = v.safeParse(Stored, await area.get(CONSENT_KEY));
      return parsed.success ? parsed.output : undefined;
    },
    give: (consent) => area.set(CONSENT_KEY, consent),
    withdraw: () => area.set(CONSENT_KEY, null),
    subscribe: (onChange) => area.subscribe(CONSENT_KEY, onChange),
  };
}
