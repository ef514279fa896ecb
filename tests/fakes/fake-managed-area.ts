import type { ManagedArea } from '../../lib/core/managed-area.ts';
import { createFakeEvent } from './fake-event.ts';

export type FakeManagedArea = ManagedArea & {
  /** Puts another policy in the place of the one before, as the browser does. */
  apply: (values: Readonly<Record<string, unknown>>) => void;
  /** From now on, reading the policy fails. */
  fail: () => void;
  listenerCount: () => number;
};

/** An administrator's policy in memory. */
export function createFakeManagedArea(initial: Readonly<Record<string, unknown>> = {}): FakeManagedArea {
  let values: Readonly<Record<string, unknown>> | undefined = initial;
  const changed = createFakeEvent<[]>();
  return {
    async load() {
      if (values === undefined) throw new Error('The policy can not be read.');
      return structuredClone(values);
    },
    subscribe: changed.add,
    apply(next) {
      values = next;
      changed.fire();
    },
    fail() {
      values = undefined;
    },
    listenerCount: changed.listenerCount,
  };
}
