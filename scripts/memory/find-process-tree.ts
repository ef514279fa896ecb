import { readdir } from 'node:fs/promises';
import { readProc } from './read-proc.ts';

/** The processes that were started with this text in their command line, with all that these have started. Linux only. */
export async function findProcessTree(text: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map(await Promise.all(pids.map(async (pid) => [pid, await parentOf(pid)] as const)));
  const named = new Set<number>();
  for (const pid of pids) if ((await readProc(pid, 'cmdline')).includes(text)) named.add(pid);
  const belongs = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (named.has(pid) || belongs(parents.get(pid)));
  return pids.filter(belongs);
}

async function parentOf(pid: number): Promise<number | undefined> {
  const parent = /^PPid:\s+(\d+)$/m.exec(await readProc(pid, 'status'))?.[1];
  return parent === undefined ? undefined : Number(parent);
}
