import type { ManagedArea } from '../../lib/core/managed-area.ts';
import { createFakeEvent } from './fake-event.ts';

export type FakeManagedArea = ManagedArea & {
  /** Puts another policy in the place of the one before, as the browser does. */
  apply: (values: Readonly<Record<string, unknown>>) => void;
  listenerCount: () => number;
};

/** An administrator's policy in memory. */
export function createFakeManagedArea(initial: Readonly<Record<string, unknown>> = {}): FakeManagedArea {
  let values = initial;
  const changed = createFakeEvent<[]>();
  return {
    load: async () => structuredClone(values),
    subscribe: changed.add,
    apply(next) {
      values = next;
      changed.fire();
    },
    listenerCount: changed.listenerCount,
  };
}
