import { setTimeout as pause } from 'node:timers/promises';
import { attachToTarget, type CdpTarget } from './cdp-target.ts';
import { connectCdp } from './connect-cdp.ts';

export type HeapWatch = {
  /** The most that was held at once so far, in bytes. */
  peak: () => number;
  stop: () => Promise<void>;
};

const EVERY_MS = 50;

/**
 * Looks at the memory of a page or a worker every few milliseconds, from now on and whenever there is one.
 * @param address a text that stands in its address
 */
export async function watchHeap(endpoint: string, address: string): Promise<HeapWatch> {
  const cdp = await connectCdp(endpoint);
  let peak = 0;
  let isOver = false;
  const watch = async () => {
    let target: CdpTarget | undefined;
    while (!isOver) {
      // It may end at any time, and another one come in its place.
      target ??= await attachToTarget(cdp, address).catch(() => undefined);
      const bytes = await target?.readHeap().catch(() => undefined);
      if (bytes === undefined) target = undefined;
      else peak = Math.max(peak, bytes);
      await pause(EVERY_MS);
    }
  };
  const watching = watch();
  return {
    peak: () => peak,
    async stop() {
      isOver = true;
      await watching;
      cdp.close();
    },
  };
}
