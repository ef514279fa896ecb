import type { Job, JobWork } from '../../../server/queue/job-queue.ts';
import { anOutcome } from '../../factories/new-server-scan-factory.ts';
import { waitFor } from '../server/wait-for.ts';

export type ScanWorld = ReturnType<typeof createScanWorld>;

/** The rows of scans as scanners share them, and work on them that can be watched and held up. */
export function createScanWorld() {
  const unfinished = new Map<number, Job>();
  const steps: string[] = [];
  const held = new Map<string, PromiseWithResolvers<void>>();
  const running = new Set<string>();
  let most = { fetch: 0, scan: 0 };

  async function take(kind: 'fetch' | 'scan', scan: number, stop: AbortSignal): Promise<boolean> {
    const job = unfinished.get(scan);
    if (job === undefined) return false;
    const name = `${kind} ${scan}`;
    steps.push(name);
    running.add(name);
    const count = [...running].filter((each) => each.startsWith(kind)).length;
    most = { ...most, [kind]: Math.max(most[kind], count) };
    try {
      await waitUnlessStopped(held.get(name)?.promise, stop);
      stop.throwIfAborted();
      return true;
    } finally {
      running.delete(name);
    }
  }

  const work: JobWork = {
    async fetch(scan, stop) {
      if (!(await take('fetch', scan, stop))) return null;
      unfinished.set(scan, { scan, host: null });
      return 'fetched';
    },
    scan: async (scan, stop) => ((await take('scan', scan, stop)) ? anOutcome() : null),
    untilEngines: async () => {},
    async finish(scan) {
      if (unfinished.delete(scan)) steps.push(`finish ${scan}`);
    },
  };

  return {
    work,
    steps,
    running,
    listUnfinished: async (): Promise<Job[]> => [...unfinished.values()],
    /** A submission: its row is written before anybody hears of it. */
    submit(scan: number, host: string | null = null): Job {
      const job = { scan, host };
      unfinished.set(scan, job);
      return job;
    },
    /** Lets a step, such as `scan 3`, wait until it is released. */
    hold: (...names: string[]): void => {
      for (const name of names) held.set(name, Promise.withResolvers());
    },
    release: (...names: string[]): void => {
      for (const name of names) {
        held.get(name)?.resolve();
        held.delete(name);
      }
    },
    /** Most steps of a kind that were under way at once. */
    most: () => most,
    until: (step: string): Promise<unknown> => waitFor(step, async () => steps.includes(step)),
    untilRunning: (step: string): Promise<unknown> => waitFor(step, async () => running.has(step)),
    untilFinished: (): Promise<unknown> => waitFor('all to finish', async () => unfinished.size === 0),
  };
}

async function waitUnlessStopped(gate: Promise<void> | undefined, stop: AbortSignal): Promise<void> {
  const stopped = Promise.withResolvers<never>();
  const end = (): void => stopped.reject(stop.reason);
  stop.addEventListener('abort', end, { once: true });
  try {
    await Promise.race([gate, stopped.promise]);
  } finally {
    stop.removeEventListener('abort', end);
  }
}
