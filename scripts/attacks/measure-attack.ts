import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createPeakMemory } from '../memory/peak-memory.ts';
import { readProc } from '../memory/read-proc.ts';
import type { StartedScanner } from '../scanner/start-scanner.ts';
import type { Attack } from './attack.ts';
import { submitFile } from './submit-file.ts';

/** What an attack cost the scanner. `fault` is null where it held. */
export type AttackResult = {
  name: string;
  end: string;
  /** The most at once, in bytes: resident memory of the process, and files in its data folder. */
  memory: number;
  disk: number;
  /** Seconds by the clock, with the making of what is sent; and of the scanner's processor time. */
  seconds: number;
  processor: number;
  fault: string | null;
};

/** Two threads, each with two WebAssembly memories of 1 GB, a sample of 500 MB and its objects, are the bound by design. */
const MAX_MEMORY = 3_000_000_000;
/** A sample of the largest size, and the rows. */
const MAX_DISK = 600_000_000;
/** Two tries of `unpack.maxMs`, of two threads. */
const MAX_PROCESSOR = 300;

const LOOK_EVERY_MS = 50;
const HEALTH_MS = 10_000;
const TICKS_PER_SECOND = 100;

/** Does an attack, watches the scanner meanwhile, and looks whether it still works afterwards. */
export async function measureAttack(scanner: StartedScanner, { name, run }: Attack): Promise<AttackResult> {
  const memory = createPeakMemory(scanner.pid());
  await memory.forget();
  const ticks = await readProcessor(scanner);
  const started = performance.now();
  const watch = watchDisk(scanner.dataDir);
  const faults: string[] = [];
  const toFault = (error: unknown): string => {
    faults.push(error instanceof Error ? error.message : String(error));
    return 'failed';
  };
  const end = await run(scanner).catch(toFault);
  const seconds = (performance.now() - started) / 1_000;
  const disk = await watch.end();
  const peak = await memory.read();
  const processor = (await readProcessor(scanner)) - ticks;
  if (peak > MAX_MEMORY) faults.push('took too much memory');
  if (disk > MAX_DISK) faults.push('took too much disk');
  if (processor > MAX_PROCESSOR) faults.push('took too long');
  await requireAlive(scanner).catch(toFault);
  const fault = faults.length === 0 ? null : faults.join('; ');
  return { name, end, memory: peak, disk, seconds, processor, fault };
}

/** @throws Error where the scanner does not answer, or cannot tell a harmless file any more */
async function requireAlive(scanner: StartedScanner): Promise<void> {
  const health = await fetch(`${scanner.url}/health`, { signal: AbortSignal.timeout(HEALTH_MS) });
  if (!health.ok) throw new Error(`afterwards, /health answers ${health.status}`);
  const { verbose_verdict: verdict } = await submitFile(scanner, Buffer.from('harmless'), 'harmless.txt');
  if (verdict !== 'CLN') throw new Error(`afterwards, a harmless file ends as ${verdict}`);
}

/** Processor time of a process, in seconds: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html. */
async function readProcessor(scanner: StartedScanner): Promise<number> {
  const fields = (await readProc(scanner.pid(), 'stat')).replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function watchDisk(folder: string) {
  let most = 0;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      most = Math.max(most, await sumFiles(folder));
      await pause(LOOK_EVERY_MS);
    }
  })();
  return {
    end: async (): Promise<number> => {
      isOver = true;
      await watching;
      return most;
    },
  };
}

async function sumFiles(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    // A file may go away between the two looks.
    .map((entry) =>
      stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      ),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
