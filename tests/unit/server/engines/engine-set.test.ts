import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_CONFIG } from '../../../../server/config.ts';
import { DEFAULT_CLAMAV } from '../../../../server/engines/clamav/clamav-config.ts';
import { type ClamavEngine, createClamavEngine } from '../../../../server/engines/clamav/clamav-engine.ts';
import { createEnginePool } from '../../../../server/engines/engine-pool.ts';
import type { WorkerJob } from '../../../../server/engines/engine-report.ts';
import { createEngineSet, type OnTaken } from '../../../../server/engines/engine-set.ts';
import { EngineMissingError } from '../../../../server/errors.ts';
import { oddWithSamples, startOddClamd } from './clamav/odd-clamd.ts';

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

/** A file that the worker of `startPool` reads, and ClamAV with it. */
async function writeSample(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-sample-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'sample');
  await writeFile(path, text);
  return path;
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
  const path = await writeSample('many-gaps');
  const taken: number[] = [];
  for (const id of [1, 1, 2, 1]) {
    const scanning = engines.scan(id, toJob(path), async () => void taken.push(id), never);
    await expect(scanning).rejects.toThrow(EngineMissingError);
  }
  expect(taken).toEqual([1, 2, 1]);
});

describe('of a scan that has ended, ClamAV knows no failure any more', () => {
  const gone = new EngineMissingError('clamd_unreachable', 'gone');

  /** Scans a sample that clamd drops and, the first time, goes away on: how often was it sent? */
  async function countTries(whenMissing: ClamavEngine['whenMissing'], path: string, onTaken: OnTaken) {
    const leaving: Promise<void>[] = [];
    const clamd = await startOddClamd(
      oddWithSamples((socket) => {
        if (leaving.length === 0) leaving.push(clamd.stop());
        socket.destroy();
      }),
    );
    const config = { ...DEFAULT_CLAMAV, address: clamd.address, whenMissing, retryMs: 1, maxRetryMs: 5 };
    const clamav = createClamavEngine(config, log);
    onTestFinished(clamav.close);
    const engines = createEngineSet({ pool: await startPool(), clamav, log });
    const first = await engines.scan(1, toJob(path), onTaken, never).catch((error: unknown) => error);
    await Promise.all(leaving);
    await clamd.start();
    clamd.commands.length = 0;
    const second = await engines.scan(1, toJob(path), async () => undefined, never);
    const gaps = second.flatMap((report) => report.gaps.map(({ name }) => name));
    // The last one tells a length only, and asks whether that is too large.
    const tries = clamd.commands.filter((command) => command === 'zINSTREAM').length - 1;
    return { first, gaps, tries };
  }

  it.each<[string, ClamavEngine['whenMissing'], string, number]>([
    ['that went on without it', 'go-on', 'fine', 2],
    ['whose sample was found malicious without it', 'wait', 'malicious', 2],
    ['but of one that waits for it', 'wait', 'fine', 1],
  ])('%s', async (_name, whenMissing, text, tries) => {
    const path = await writeSample(text);
    expect(await countTries(whenMissing, path, async () => undefined)).toMatchObject({
      gaps: ['engine_failed'],
      tries,
    });
  });

  it('that failed', async () => {
    const path = await writeSample('fine');
    const onTaken = (): Promise<void> => Promise.reject(new Error('no row'));
    expect(await countTries('wait', path, onTaken)).toMatchObject({
      first: { message: 'no row' },
      gaps: ['engine_failed'],
      tries: 2,
    });
  });

  it('and no report', async () => {
    let opened = 0;
    const clamav = toMissingClamav('wait', async () => {
      opened += 1;
      if (opened === 2) throw new Error('cannot be read');
      throw gone;
    });
    const engines = createEngineSet({ pool: await startPool(), clamav, log });
    const path = await writeSample('fine');
    const taken: string[] = [];
    const scan = (): Promise<unknown> =>
      engines.scan(1, toJob(path), async () => void taken.push('taken'), never);
    await expect(scan()).rejects.toBe(gone);
    await expect(scan()).rejects.toThrow('cannot be read');
    expect(taken).toHaveLength(1);
    await expect(scan()).rejects.toBe(gone);
    expect(taken).toHaveLength(2);
  });
});
