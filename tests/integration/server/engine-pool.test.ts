import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { listWorkers } from './list-workers.ts';
import { startFailingPool, toSetup } from './start-failing-pool.ts';
import { waitFor } from './wait-for.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-pool-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

describe('a worker that ends', () => {
  it('while it is idle is replaced at once', async () => {
    const { started, alive } = listWorkers();
    const pool = await startFailingPool(folder, 2);
    await pool.scan('leave');
    const before = new Set(alive);
    await writeFile(join(folder, 'leave.go'), '');
    await waitFor('another one', async () => started.size === 3 && alive.size === 2);
    expect([...alive].filter((worker) => before.has(worker))).toHaveLength(1);
    expect(await Promise.all(['a', 'b'].map((text) => pool.scan(text)))).toEqual(['first', 'first']);
    expect(started.size).toBe(3);
  });

  it('between being taken for a sample and being given it leaves it to another one', async () => {
    const { started, alive } = listWorkers();
    const pool = await startFailingPool(folder, 1);
    await pool.scan('leave');
    const [only] = alive;
    const taken: string[] = [];
    const scanned = pool.scan('a', async () => {
      taken.push('a');
      await writeFile(join(folder, 'leave.go'), '');
      await waitFor('its end', async () => only !== undefined && !alive.has(only));
    });
    expect(await scanned).toBe('first');
    expect(taken).toEqual(['a']);
    expect(started.size).toBe(2);
  });

  it('each time it is idle is not started again and again', async () => {
    const { started, alive } = listWorkers();
    await startFailingPool(folder, 2, 'fleeting');
    await waitFor('the end of all', async () => started.size > 2 && alive.size === 0);
    // Each once more.
    expect(started.size).toBe(4);
  });
});

describe('workers that are stopped', () => {
  it('get no other rules, and no thread is started for them', async () => {
    const { started, alive } = listWorkers();
    const pool = await startFailingPool(folder, 1);
    await pool.close();
    await expect(pool.reload(toSetup('second'))).rejects.toMatchObject({ code: 'pool_closed' });
    await expect(pool.start()).rejects.toMatchObject({ code: 'pool_closed' });
    expect([started.size, alive.size]).toEqual([1, 0]);
  });

  it('in the middle of getting other rules leave no thread behind', async () => {
    const { alive } = listWorkers();
    const pool = await startFailingPool(folder, 2);
    const reloaded = pool.reload(toSetup(`after ${join(folder, 'gate')}`)).catch((error: unknown) => error);
    await waitFor('threads on their way', async () => alive.size === 4);
    await pool.close();
    expect(await reloaded).toMatchObject({ code: 'worker_start' });
    expect(alive.size).toBe(0);
  });
});
