import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createEmbeddedJobQueue } from '../../../../server/queue/embedded-job-queue.ts';
import { createScanQueue } from '../../../../server/queue/scan-queue.ts';
import type { ScanRunner } from '../../../../server/queue/scan-runner.ts';
import { createDiskSampleStore } from '../../../../server/storage/disk-sample-store.ts';
import { createScanStore } from '../../../../server/storage/sqlite/create-scan-store.ts';
import { openDatabase } from '../../../../server/storage/sqlite/open-database.ts';
import { anOutcome } from '../../../factories/new-server-scan-factory.ts';

/** The real queue over the real store; every scan ends clean at once. */
export async function createQueueWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-queue-'));
  const database = openDatabase(folder);
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const scans = createScanStore(database, Date.now, () => undefined);
  const runner: ScanRunner = {
    fetch: async () => null,
    run: async () => anOutcome(),
    untilEngines: async () => undefined,
  };
  const queue = createScanQueue({
    jobs: createEmbeddedJobQueue({ concurrency: 1, fetchSlots: { total: 1, perKey: 1 } }, log),
    runner,
    scans,
    samples: createDiskSampleStore(folder, 1_000),
    scanDelayMs: 0,
    onFinished: () => undefined,
    now: Date.now,
    log,
  });
  await queue.resume();
  onTestFinished(async () => {
    await queue.close();
    database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { database, scans, queue, logged: (): string => lines.join('') };
}
