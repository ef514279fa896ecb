/** Runs what belongs to one hold one after another, and what belongs to others beside it. */
export type HoldLanes = <T>(id: string, task: () => Promise<T>) => Promise<T>;

/** Makes the lanes. */
export function createHoldLanes(): HoldLanes {
  const last = new Map<string, Promise<unknown>>();
  return (id, task) => {
    const before = last.get(id) ?? Promise.resolve();
    const run = before.then(task, task);
    const settled = run
      .catch(() => {})
      .finally(() => {
        if (last.get(id) === settled) last.delete(id);
      });
    last.set(id, settled);
    return run;
  };
}
