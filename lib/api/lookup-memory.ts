import type { LookupWay } from '../core/lookup-way.ts';

/** What is known of a server. Kept by the caller, so that it outlives the client. */
export type LookupMemory = {
  /** What worked there, where something has. */
  readonly current: LookupWay | undefined;
  /** Called when it is first known, and when it changes. */
  remember: (way: LookupWay) => void;
};

/** Makes a memory that lives as long as the client. */
export function createLookupMemory(): LookupMemory {
  let current: LookupWay | undefined;
  return {
    get current() {
      return current;
    },
    remember(way) {
      current = way;
    },
  };
}
