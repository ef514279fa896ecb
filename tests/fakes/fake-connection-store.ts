import { type Connection, NO_CONNECTION } from '../../lib/core/connection.ts';
import type { ConnectionStore } from '../../lib/storage/connection-store.ts';
import { createFakeEvent } from './fake-event.ts';

export type FakeConnectionStore = ConnectionStore & {
  /** What is saved now. */
  current: () => Connection;
  /** Every connection that was saved, in order. */
  saved: () => readonly Connection[];
  /** Makes each further `load` and `save` fail with this error, or work again with undefined. */
  failWith: (error: Error | undefined) => void;
  listenerCount: () => number;
};

/** A connection in memory. Saving tells the listeners, as `storage.local` does. */
export function createFakeConnectionStore(initial: Connection = NO_CONNECTION): FakeConnectionStore {
  const changed = createFakeEvent<[]>();
  const saved: Connection[] = [];
  let failure: Error | undefined;
  const current = () => saved.at(-1) ?? initial;
  return {
    async load() {
      if (failure !== undefined) throw failure;
      return current();
    },
    async save(connection) {
      if (failure !== undefined) throw failure;
      saved.push(connection);
      changed.fire();
    },
    subscribe: changed.add,
    current,
    saved: () => saved,
    failWith(error) {
      failure = error;
    },
    listenerCount: changed.listenerCount,
  };
}
