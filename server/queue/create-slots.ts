export type SlotLimits = {
  /** Pieces of work under way at once. */
  total: number;
  /** Of these, at most so many with one key. */
  perKey: number;
};

/** Lets work begin in the order it came, as limits have room; work whose key is full lets others pass. */
export function createSlots({ total, perKey }: SlotLimits, stop: AbortSignal) {
  const waiting: { key: string; start: () => void }[] = [];
  const busy = new Map<string, number>();
  let running = 0;

  /** Waits for a slot, then does `work`. @throws what `work` throws, or the reason of `stop`. */
  async function run<T>(key: string, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((start) => {
      waiting.push({ key, start });
      pump();
    });
    try {
      stop.throwIfAborted();
      return await work();
    } finally {
      running -= 1;
      count(key, -1);
      pump();
    }
  }

  function pump(): void {
    while (running < total) {
      const index = waiting.findIndex(({ key }) => (busy.get(key) ?? 0) < perKey);
      const [next] = index === -1 ? [] : waiting.splice(index, 1);
      if (next === undefined) return;
      running += 1;
      count(next.key, 1);
      next.start();
    }
  }

  function count(key: string, change: number): void {
    const left = (busy.get(key) ?? 0) + change;
    if (left === 0) busy.delete(key);
    else busy.set(key, left);
  }

  return { run };
}
