import * as v from 'valibot';
import type { KeyValueArea } from '../core/key-value-area.ts';
import { DEFAULT_PREFERENCES, type Preferences, THEMES } from '../core/preferences.ts';

/** The key in `storage.local`. */
export const PREFERENCES_KEY = 'preferences';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** One schema for each preference; a value that can't be read falls back to its default, and no other with it. */
const Stored = v.object({
  theme: v.fallback(v.picklist(THEMES), DEFAULT_PREFERENCES.theme),
  notifyClean: v.fallback(v.boolean(), DEFAULT_PREFERENCES.notifyClean),
  askBeforeDocuments: v.fallback(v.boolean(), DEFAULT_PREFERENCES.askBeforeDocuments),
  keepDays: v.fallback(Count, DEFAULT_PREFERENCES.keepDays),
  keepRows: v.fallback(Count, DEFAULT_PREFERENCES.keepRows),
}) satisfies v.GenericSchema<unknown, Preferences>;

export type PreferenceStore = {
  /** What was never set, or can't be read, is as by default. Loading writes nothing. */
  load: () => Promise<Preferences>;
  save: (preferences: Preferences) => Promise<void>;
  /** Calls back after each change, in whichever context; answers a function that ends it. */
  subscribe: (onChange: () => void) => () => void;
};

/** Makes the store of what a person prefers. */
export function createPreferenceStore(area: KeyValueArea): PreferenceStore {
  return {
    async load() {
      return readPreferences(await area.get(PREFERENCES_KEY));
    },
    save: (preferences) => area.set(PREFERENCES_KEY, preferences),
    subscribe: (onChange) => area.subscribe(PREFERENCES_KEY, onChange),
  };
}

/** What is missing or can't be read is as by default. */
function readPreferences(value: unknown): Preferences {
  const parsed = v.safeParse(Stored, value ?? {});
  return parsed.success ? parsed.output : DEFAULT_PREFERENCES;
}
