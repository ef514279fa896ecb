import { readProc } from './read-proc.ts';

/**
 * What processes hold in memory that is not merely a part of a file, in bytes: anonymous and shared pages. A page that
 * several share is counted for each; a process that has ended holds nothing. Linux only.
 */
export async function readHeldMemory(pids: readonly number[]): Promise<number> {
  const statuses = await Promise.all(pids.map((pid) => readProc(pid, 'status')));
  const kilobytes = statuses.flatMap((status) =>
    [...status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB$/gm)].map(([, size]) => Number(size)),
  );
  return kilobytes.reduce((sum, size) => sum + size, 0) * 1_024;
}
