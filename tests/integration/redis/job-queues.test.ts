import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { ServiceError } from '../../../server/errors.ts';
import { createEmbeddedJobQueue } from '../../../server/queue/embedded-job-queue.ts';
import type { JobQueue } from '../../../server/queue/job-queue.ts';
import { createRedisJobQueue } from '../../../server/queue/redis-job-queue.ts';
import { waitFor } from '../server/wait-for.ts';
import { createScanWorld, type ScanWorld } from './create-scan-world.ts';
import { hasRedis, whyNoRedis } from './has-redis.ts';
import { startRedis, type TestRedis } from './start-redis.ts';

const LIMITS = { concurrency: 2, fetchSlots: { total: 4, perKey: 2 } };
let redis: TestRedis | null = null;
let lines: string[] = [];
const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
const logged = (words: string) => waitFor(words, async () => lines.some((line) => line.includes(words)));
beforeAll(async () => {
  if (hasRedis) redis = await startRedis();
});
afterAll(() => redis?.stop());
beforeEach(async () => {
  lines = [];
  await redis?.clear();
});

/** A queue of one more scanner, which ends with the test. */
async function open(world: ScanWorld, kind: string, reconcileMs = 60_000): Promise<JobQueue> {
  const redisUrl = redis?.url ?? '';
  const queue =
    kind === 'memory'
      ? createEmbeddedJobQueue(LIMITS, log)
      : createRedisJobQueue({ ...LIMITS, redisUrl, lockMs: 1_000, reconcileMs }, log);
  onTestFinished(() => queue.close());
  await queue.start(world.work, world.listUnfinished);
  return queue;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);
const finishesOf = ({ steps }: ScanWorld): string[] =>
  steps.filter((step) => step.startsWith('finish')).toSorted();

describe.each(['memory', 'Redis'])(`jobs in %s${whyNoRedis}`, (kind) => {
  it.skipIf(kind === 'Redis' && !hasRedis)('are scanned in the order they came', async () => {
    const world = createScanWorld();
    const queue = await open(world, kind);
    world.hold('scan 1', 'scan 2');
    for (const scan of range(5)) queue.add(world.submit(scan));
    await world.untilRunning('scan 2');
    world.release('scan 1', 'scan 2');
    await world.untilFinished();
    expect(world.steps.filter((step) => step.startsWith('scan'))).toEqual(
      range(5).map((scan) => `scan ${scan}`),
    );
    expect(world.most().scan).toBeLessThanOrEqual(LIMITS.concurrency);
  });

  it.skipIf(kind === 'Redis' && !hasRedis)('with a host are fetched first', async () => {
    const world = createScanWorld();
    const queue = await open(world, kind);
    queue.add(world.submit(1, 'a.test'));
    await world.untilFinished();
    expect(world.steps).toEqual(['fetch 1', 'scan 1', 'finish 1']);
  });

  it.skipIf(kind === 'Redis' && !hasRedis)(
    'of a slow host hold up neither other hosts nor uploads',
    async () => {
      const world = createScanWorld();
      const queue = await open(world, kind);
      const slow = range(20).map((at) => 100 + at);
      world.hold(...slow.map((scan) => `fetch ${scan}`));
      for (const scan of slow) queue.add(world.submit(scan, 'slow.test'));
      await waitFor('the slow host to be full', async () => world.running.size === LIMITS.fetchSlots.perKey);
      queue.add(world.submit(1, 'quick.test'));
      queue.add(world.submit(2));
      await world.until('finish 1');
      await world.until('finish 2');
      expect(world.most().fetch).toBeLessThanOrEqual(LIMITS.fetchSlots.perKey + 1);
      world.release(...slow.map((scan) => `fetch ${scan}`));
      await world.untilFinished();
      expect(finishesOf(world)).toHaveLength(22);
    },
  );

  it.skipIf(kind === 'Redis' && !hasRedis)('that were left by an earlier scanner are taken up', async () => {
    const world = createScanWorld();
    for (const scan of range(3)) world.submit(scan, scan === 2 ? 'a.test' : null);
    await open(world, kind);
    await world.untilFinished();
    expect(finishesOf(world)).toEqual(['finish 1', 'finish 2', 'finish 3']);
  });

  it.skipIf(kind === 'Redis' && !hasRedis)(
    'that are broken off by an orderly end go to the next scanner',
    async () => {
      const world = createScanWorld();
      const first = await open(world, kind);
      world.hold('scan 1', 'fetch 2');
      first.add(world.submit(1));
      first.add(world.submit(2, 'a.test'));
      await world.untilRunning('scan 1');
      await world.untilRunning('fetch 2');
      await first.close();
      expect(world.running.size).toBe(0);
      world.release('scan 1', 'fetch 2');
      await open(world, kind);
      await world.untilFinished();
      expect(finishesOf(world)).toEqual(['finish 1', 'finish 2']);
    },
  );

  it.skipIf(kind === 'Redis' && !hasRedis)('whose scan has ended meanwhile are dropped', async () => {
    const world = createScanWorld();
    const queue = await open(world, kind);
    queue.add({ scan: 7, host: null });
    queue.add(world.submit(1));
    await world.untilFinished();
    expect(world.steps).toEqual(['scan 1', 'finish 1']);
  });
});

describe.skipIf(!hasRedis)(`scanners that share a queue${whyNoRedis}`, () => {
  it('work on each scan once, all of them', async () => {
    const world = createScanWorld();
    const queues = await Promise.all([open(world, 'Redis'), open(world, 'Redis'), open(world, 'Redis')]);
    for (const scan of range(60))
      queues[scan % 3]?.add(world.submit(scan, scan % 2 === 0 ? `${scan}.test` : null));
    await world.untilFinished();
    expect(world.steps.toSorted()).toEqual(
      range(60)
        .flatMap((scan) => [...(scan % 2 === 0 ? [`fetch ${scan}`] : []), `scan ${scan}`, `finish ${scan}`])
        .toSorted(),
    );
    // Two scanners and more had something to do at once.
    expect(world.most().scan).toBeLessThanOrEqual(3 * LIMITS.concurrency);
  });

  it('go on with what one of them leaves, without a start', async () => {
    const world = createScanWorld();
    const [first] = [await open(world, 'Redis')];
    world.hold('scan 1');
    first?.add(world.submit(1));
    await world.untilRunning('scan 1');
    await open(world, 'Redis');
    world.release('scan 1');
    world.hold('scan 2');
    first?.add(world.submit(2));
    await world.untilRunning('scan 2');
    const closing = first?.close();
    world.release('scan 2');
    await closing;
    await world.untilFinished();
    expect(finishesOf(world)).toEqual(['finish 1', 'finish 2']);
  });

  it('find scans again that nobody told Redis of', async () => {
    const world = createScanWorld();
    await open(world, 'Redis', 100);
    world.submit(1);
    world.submit(2, 'a.test');
    await world.untilFinished();
    expect(finishesOf(world)).toEqual(['finish 1', 'finish 2']);
  });

  it('lose nothing when Redis dies with all that it knew', async () => {
    const world = createScanWorld();
    const queue = await open(world, 'Redis');
    world.hold('scan 1', 'scan 2', 'fetch 4');
    for (const scan of range(3)) queue.add(world.submit(scan));
    queue.add(world.submit(4, 'a.test'));
    for (const step of ['scan 1', 'scan 2', 'fetch 4']) await world.untilRunning(step);
    await redis?.down();
    await logged('is away');
    // Submissions go on meanwhile.
    queue.add(world.submit(5));
    world.release('scan 1', 'scan 2', 'fetch 4');
    await redis?.up();
    await world.untilFinished();
    expect(finishesOf(world)).toEqual(range(5).map((scan) => `finish ${scan}`));
    await logged('is back');
  });

  it('end in good time while Redis is away', async () => {
    const world = createScanWorld();
    const queue = await open(world, 'Redis');
    world.hold('scan 1');
    queue.add(world.submit(1));
    await world.untilRunning('scan 1');
    await redis?.down();
    onTestFinished(() => redis?.up());
    await queue.close();
    expect(world.running.size).toBe(0);
  });
});

describe('a Redis that cannot be used', () => {
  const start = (redisUrl: string): Promise<void> => {
    const queue = createRedisJobQueue({ ...LIMITS, redisUrl, lockMs: 1_000, reconcileMs: 60_000 }, log);
    onTestFinished(() => queue.close());
    return queue.start(createScanWorld().work, async () => []);
  };

  it('is named at the start, with what to do and without its password', async () => {
    const failing = start('redis://user:hunter2@127.0.0.1:1');
    await expect(failing).rejects.toThrow(ServiceError);
    await expect(failing).rejects.toThrow(
      'The Redis at redis://127.0.0.1:1 cannot be used (ECONNREFUSED). Start it, or correct queue.redisUrl.',
    );
  });

  it.skipIf(!hasRedis)('because it asks for a password says so', async () => {
    const locked = await startRedis('--requirepass', 'open sesame');
    onTestFinished(locked.stop);
    await expect(start(locked.url)).rejects.toThrow('NOAUTH');
    await expect(start(locked.url.replace('//', '//:wrong@'))).rejects.toThrow('WRONGPASS');
  });
});
