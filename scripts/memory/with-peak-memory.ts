import { setTimeout as pause } from 'node:timers/promises';
import { findProcessTree } from './find-process-tree.ts';
import { readHeldMemory } from './read-held-memory.ts';

const SAMPLE_MS = 50;

/**
 * Does something, and watches what a browser holds until it is done or has failed.
 * @param profileDir the browser's profile, by which its processes are found
 * @returns what came of it, and the most bytes that were held at once
 */
export async function withPeakMemory<T>(profileDir: string, act: () => Promise<T>): Promise<[T, number]> {
  let peak = 0;
  let isOver = false;
  const watch = async () => {
    while (!isOver) {
      peak = Math.max(peak, await readHeldMemory(await findProcessTree(profileDir)));
      await pause(SAMPLE_MS);
    }
  };
  const acting = act().finally(() => {
    isOver = true;
  });
  const [done] = await Promise.all([acting, watch()]);
  return [done, peak];
}
