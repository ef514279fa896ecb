import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { spawnServer } from '../server/spawn-server.ts';

export type Service = { url: string; token: string };

/**
 * Runs a scanner as a process of its own until the test is over, with a data folder of its own.
 * @param main the program, where it is a copy of the scanner
 */
export async function startService(args: readonly string[] = [], main?: string): Promise<Service> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-conformance-'));
  // What ends the process is asked for later, and so is done before.
  onTestFinished(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  return spawnServer(['--data', dataDir, '--log-level', 'error', ...args], main);
}
