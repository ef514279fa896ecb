import type { KeyValueArea } from '../../lib/core/key-value-area.ts';
import { createFakeEvent } from './fake-event.ts';

export type FakeKeyValueArea = KeyValueArea & { listenerCount: () => number };

/** `storage.local` in memory: values are copied in and out, as the browser does. */
export function createFakeKeyValueArea(initial: Readonly<Record<string, unknown>> = {}): FakeKeyValueArea {
  const values = new Map<string, unknown>(Object.entries(initial));
  const changed = createFakeEvent<[key: string]>();
  return {
    get: async (key) => structuredClone(values.get(key)),
    async set(key, value) {
      values.set(key, structuredClone(value));
      changed.fire(key);
    },
    subscribe: (key, onChange) =>
      changed.add((changedKey) => {
        if (changedKey === key) onChange();
      }),
    listenerCount: changed.listenerCount,
  };
}
