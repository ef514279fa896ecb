import { useRef, useState } from 'preact/hooks';
import type { Preferences } from '../../lib/core/preferences.ts';
import type { PreferenceStore } from '../../lib/storage/preference-store.ts';
import { useLive } from './use-live.ts';

export type UsePreferences = {
  preferences: Preferences;
  /** Keeps a change at once. */
  change: (part: Partial<Preferences>) => void;
  hasFailed: boolean;
};

/** The person's preferences; each change holds at once. */
export function usePreferences(store: PreferenceStore, initial: Preferences): UsePreferences {
  const stored = useLive(store, initial);
  const [hasFailed, setFailed] = useState(false);
  /** One after the other, or two quick changes would be made to the same old value. */
  const queue = useRef(Promise.resolve());
  return {
    preferences: stored,
    hasFailed,
    change(part) {
      queue.current = queue.current
        .then(async () => store.save({ ...(await store.load()), ...part }))
        .then(
          () => setFailed(false),
          () => setFailed(true),
        );
    },
  };
}
