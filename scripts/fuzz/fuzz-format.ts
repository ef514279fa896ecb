import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EnginePool } from '../../server/engines/engine-pool.ts';
import type { EngineReport } from '../../server/engines/engine-report.ts';
import { toOutcome } from '../../server/engines/to-outcome.ts';
import { createPeakMemory } from '../memory/peak-memory.ts';
import type { Random } from './create-random.ts';
import { findFaults } from './find-faults.ts';
import type { FuzzFormat } from './list-formats.ts';
import { mutate } from './mutate.ts';

/** How inputs of one format ended. `faults` is empty where every promise was kept. */
export type FuzzResult = {
  format: string;
  inputs: number;
  ends: { CLN: number; SUS: number; MAL: number; none: number };
  /** Of processor time, so that nothing else on the machine counts. */
  slowestMs: number;
  /** Of the process with its threads, in bytes. */
  peakBytes: number;
  faults: string[];
};

export type FuzzDeps = {
  pool: EnginePool;
  random: Random;
  /** For the input that is being scanned. */
  workDir: string;
  /** Where inputs that found a fault are kept; made when there is one. */
  keepDir: string;
};

/** Processor time that one file may take: what unpacking may (`unpack.maxMs`), and a last part of it. */
const MAX_MS = 130_000;

/** Two WebAssembly memories at their bounds, and the JavaScript objects at theirs, beside the process itself. */
const MAX_BYTES = 2_800_000_000;

/** Scans so many broken files of one format, one after the other, in the scanner's own threads. */
export async function fuzzFormat(
  { name: format, seeds }: FuzzFormat,
  inputs: number,
  { pool, random, workDir, keepDir }: FuzzDeps,
): Promise<FuzzResult> {
  const sound = await Promise.all(
    seeds.map(async ({ make, password }) => ({ bytes: await make(), password })),
  );
  const result: FuzzResult = {
    format,
    inputs,
    ends: { CLN: 0, SUS: 0, MAL: 0, none: 0 },
    slowestMs: 0,
    peakBytes: 0,
    faults: [],
  };
  const path = join(workDir, 'input');
  const memory = createPeakMemory(process.pid);
  await memory.forget();
  for (let index = 0; index < inputs; index += 1) {
    const { bytes, password } = random.pick(sound);
    const input = mutate(bytes, random.pick(sound).bytes, random);
    await writeFile(path, input);
    const before = process.cpuUsage();
    const scanning = pool.scan({ path, name: 'sample', size: input.length, password }, async () => {});
    const faults = await scanning.then((report) => count(report, result.ends), toWords);
    const { user, system } = process.cpuUsage(before);
    const ms = (user + system) / 1_000;
    result.slowestMs = Math.max(result.slowestMs, ms);
    if (ms > MAX_MS) faults.push(`took ${Math.round(ms)} ms`);
    if (faults.length > 0) result.faults.push(await keep(path, keepDir, `${format}-${index}`, faults));
  }
  result.peakBytes = await memory.read();
  if (result.peakBytes > MAX_BYTES) result.faults.push(`took ${result.peakBytes} bytes of memory`);
  return result;
}

function count(report: EngineReport, ends: FuzzResult['ends']): string[] {
  const outcome = toOutcome([report], Date.now());
  const { verdict } = outcome;
  ends[verdict === 'CLN' || verdict === 'SUS' || verdict === 'MAL' ? verdict : 'none'] += 1;
  return findFaults(outcome);
}

function toWords(error: unknown): string[] {
  return [error instanceof Error ? error.message : String(error)];
}

async function keep(path: string, keepDir: string, name: string, faults: string[]): Promise<string> {
  const kept = join(keepDir, name.replace(/[^\w.-]+/g, '-'));
  await mkdir(keepDir, { recursive: true });
  await copyFile(path, kept);
  return `${kept}: ${faults.join('; ')}`;
}
