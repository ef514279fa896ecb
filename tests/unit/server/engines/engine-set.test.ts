import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { DEFAULT_CONFIG } from '../../../../server/config.ts';
import { DEFAULT_CLAMAV } from '../../../../server/engines/clamav/clamav-config.ts';
import { type ClamavEngine, createClamavEngine } from '../../../../server/engines/clamav/clamav-engine.ts';
import { createEnginePool } from '../../../../server/engines/engine-pool.ts';
import type { WorkerJob } from '../../../../server/engines/engine-report.ts';
import { createEngineSet } from '../../../../server/engines/engine-set.ts';
import { EngineMissingError } from '../../../../server/errors.ts';

const log = pino({ level: 'silent' });

async function startPool() {
  const pool = createEnginePool({
    workerUrl: new URL('../../../fixtures/server/failing-worker.ts', import.meta.url),
    size: 1,
    timeoutMs: 60_000,
    heapMb: 64,
    setup: { rules: { version: 'first', sources: [] }, limits: DEFAULT_CONFIG.unpack },
  });
  onTestFinished(pool.close);
  await pool.start();
  return pool;
}

/** ClamAV of which no clamd can be reached. */
function toMissingClamav(whenMissing: ClamavEngine['whenMissing'], scan: ClamavEngine['scan']): ClamavEngine {
  const config = { ...DEFAULT_CLAMAV, address: { path: '/nowhere' } };
  return { ...createClamavEngine(config, log), whenMissing, scan };
}

const toJob = (path: string): WorkerJob => ({ path, name: 'x', size: 1, password: null });
const never = new AbortController().signal;

it('opens no sample of which clamd never asks for a byte', async () => {
  const clamav = toMissingClamav('go-on', async ({ open }) => {
    open();
    throw new EngineMissingError('clamd_unreachable', 'gone');
  });
  const faults: unknown[] = [];
  const note = (error: unknown): void => void faults.push(error);
  process.on('uncaughtExceptionMonitor', note);
  onTestFinished(() => void process.off('uncaughtExceptionMonitor', note));
  const engines = createEngineSet({ pool: await startPool(), clamav, log });
  const reports = await engines.scan(1, toJob('/nowhere/sample'), async () => undefined, never);
  expect(reports.flatMap(({ gaps }) => gaps)).toMatchObject([
    { name: 'engine_failed' },
    { name: 'engine_missing' },
  ]);
  expect(faults).toEqual([]);
});

it('keeps the newest reports of scans that wait for clamd, up to so many findings and gaps', async () => {
  const clamav = toMissingClamav('wait', async () => {
    throw new EngineMissingError('clamd_unreachable', 'gone');
  });
  const engines = createEngineSet({ pool: await startPool(), clamav, log });
  const folder = await mkdtemp(join(tmpdir(), 'sluice-kept-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'sample');
  await writeFile(path, 'many-gaps');
  const taken: number[] = [];
  for (const id of [1, 1, 2, 1]) {
    const scanning = engines.scan(id, toJob(path), async () => void taken.push(id), never);
    await expect(scanning).rejects.toThrow(EngineMissingError);
  }
  expect(taken).toEqual([1, 2, 1]);
});
