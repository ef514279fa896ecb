/** Counts what is under way for each key, and lets at most `perKey` pieces of work begin. */
export function createHostSlots(perKey: number) {
  const busy = new Map<string, number>();

  /** Takes a slot; answers with what gives it back, or null where there is none. */
  function take(key: string): (() => void) | null {
    const taken = busy.get(key) ?? 0;
    if (taken >= perKey) return null;
    busy.set(key, taken + 1);
    return () => {
      const left = (busy.get(key) ?? 1) - 1;
      if (left === 0) busy.delete(key);
      else busy.set(key, left);
    };
  }

  return { take };
}
