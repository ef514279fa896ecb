/** One event of a browser: who listens, and a way to make it happen. */
export type FakeEvent<Facts extends readonly unknown[]> = {
  add: (listener: (...facts: Facts) => void) => () => void;
  /** Calls every listener, as the browser would. */
  fire: (...facts: Facts) => void;
  listenerCount: () => number;
  /** Whoever listened is gone. */
  clear: () => void;
};

export function createFakeEvent<Facts extends readonly unknown[]>(): FakeEvent<Facts> {
  const listeners = new Set<(...facts: Facts) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    fire(...facts) {
      for (const listener of [...listeners]) listener(...facts);
    },
    listenerCount: () => listeners.size,
    clear: () => listeners.clear(),
  };
}
