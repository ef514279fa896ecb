import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import type { GuardLab } from '../../tests/e2e/guard/guard-lab.ts';
import { until } from '../../tests/e2e/guard/until.ts';
import type { Benchmark } from './benchmark.ts';
import { type CdpClient, connectCdp } from './connect-cdp.ts';
import { type Figures, toFigure } from './figure.ts';
import { leaveUnwatched } from './leave-unwatched.ts';
import { scanLinks } from './scan-links.ts';
import { withBenchLab } from './with-bench-lab.ts';

const WHOLE_MINUTES = 10;
const QUICK_MINUTES = 1;
const MINUTE_MS = 60_000;
/** The browser stops a worker that has nothing to do for 30 s. */
const STOP_PATIENCE_MS = 120_000;

const TargetEvent = v.object({
  targetInfo: v.object({ targetId: v.string(), type: v.string(), url: v.string() }),
});
const Gone = v.object({ targetId: v.string() });

/** A browser that has scanned something, and now has nothing to do: how often the worker wakes up, what it asks for. */
export const IDLE: Benchmark = {
  name: 'idle',
  run: (_lab, { isQuick }) =>
    withBenchLab({ flavour: 'all' }, async (lab) => {
      await scanLinks(lab, 1);
      return await measureIdle(lab, isQuick ? QUICK_MINUTES : WHOLE_MINUTES);
    }),
};

async function measureIdle(lab: GuardLab, minutes: number): Promise<Figures> {
  const { gate } = lab;
  const { endpoint } = lab.now();
  await leaveUnwatched(lab);
  const cdp = await connectCdp(endpoint);
  try {
    const workers = await watchWorkers(cdp);
    const isAsleep = await until(
      async () => (workers.running() === 0 ? true : undefined),
      Date.now() + STOP_PATIENCE_MS,
    );
    if (isAsleep === undefined) throw new Error('The worker is not stopped, though it has nothing to do.');
    const before = { starts: workers.starts(), requests: gate.requests().total };
    await pause(minutes * MINUTE_MS);
    return {
      [`wake-ups.${minutes}-min`]: toFigure([workers.starts() - before.starts], 'count'),
      [`requests.${minutes}-min`]: toFigure([gate.requests().total - before.requests], 'count'),
    };
  } finally {
    cdp.close();
  }
}

/** Hears of the extension's workers without attaching to them, which would keep them alive. */
async function watchWorkers(cdp: CdpClient): Promise<{ running: () => number; starts: () => number }> {
  const running = new Set<string>();
  let starts = 0;
  cdp.onEvent(({ method, params }) => {
    if (method === 'Target.targetDestroyed') running.delete(v.parse(Gone, params).targetId);
    if (method !== 'Target.targetCreated') return;
    const { targetId, type, url } = v.parse(TargetEvent, params).targetInfo;
    if (type !== 'service_worker' || !url.startsWith('chrome-extension:')) return;
    running.add(targetId);
    starts += 1;
  });
  await cdp.send('Target.setDiscoverTargets', { discover: true });
  return { running: () => running.size, starts: () => starts };
}
