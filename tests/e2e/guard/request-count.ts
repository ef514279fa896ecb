import type { ServerResponse } from 'node:http';

/** Counts what a server is asked. */
export type RequestCount = {
  /** Takes a request that has just come, by what answers it. */
  add: (outgoing: ServerResponse) => void;
  /** How many came so far, and how many were under way at the same time at most. */
  read: () => { total: number; mostAtOnce: number };
};

export function createRequestCount(): RequestCount {
  let total = 0;
  let atOnce = 0;
  let mostAtOnce = 0;
  return {
    add(outgoing) {
      total += 1;
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      outgoing.once('close', () => {
        atOnce -= 1;
      });
    },
    read: () => ({ total, mostAtOnce }),
  };
}
