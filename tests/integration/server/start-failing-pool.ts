import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { DEFAULT_CONFIG } from '../../../server/config.ts';
import { createEnginePool } from '../../../server/engines/engine-pool.ts';
import type { WorkerSetup } from '../../../server/engines/engine-report.ts';

const workerUrl = new URL('../../fixtures/server/failing-worker.ts', import.meta.url);

/** Rules of a version, which says what such a worker is to do with them. */
export function toSetup(version: string): WorkerSetup {
  return { rules: { version, sources: [] }, limits: DEFAULT_CONFIG.unpack };
}

/**
 * Workers that do what samples tell them: see `failing-worker.ts`. They end with the test.
 * @param folder for samples: each is a file named like its text.
 */
export async function startFailingPool(folder: string, size: number, version = 'first') {
  const setup = toSetup(version);
  const pool = createEnginePool({ workerUrl, size, timeoutMs: 60_000, heapMb: 64, setup });
  onTestFinished(pool.close);
  await pool.start();
  /** Resolves with the version of the rules. */
  const scan = async (text: string, onTaken = async (): Promise<void> => undefined): Promise<string> => {
    const path = join(folder, text.replaceAll(' ', '-'));
    await writeFile(path, text);
    const { engine } = await pool.scan({ path, name: 'x', size: 1, password: null }, onTaken);
    return engine.version;
  };
  return { ...pool, scan };
}
