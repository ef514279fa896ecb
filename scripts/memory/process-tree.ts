import { readdir, readFile } from 'node:fs/promises';

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

/**
 * What processes hold in memory that is not merely a part of a file, in bytes: anonymous and shared pages. A page that
 * several share is counted for each.
 */
export async function readHeldMemory(pids: readonly number[]): Promise<number> {
  const statuses = await Promise.all(pids.map((pid) => readProc(pid, 'status')));
  const kilobytes = statuses.flatMap((status) =>
    [...status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB$/gm)].map(([, size]) => Number(size)),
  );
  return kilobytes.reduce((sum, size) => sum + size, 0) * 1_024;
}

async function parentOf(pid: number): Promise<number | undefined> {
  const parent = /^PPid:\s+(\d+)$/m.exec(await readProc(pid, 'status'))?.[1];
  return parent === undefined ? undefined : Number(parent);
}

/** A process may end at any time: then it holds nothing. */
const readProc = (pid: number, file: string): Promise<string> =>
  readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
