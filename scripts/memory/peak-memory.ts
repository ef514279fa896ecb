import { readFile, writeFile } from 'node:fs/promises';

/** The most memory that a process has held at once since `forget`, as the system counts it. Linux only. */
export type PeakMemory = {
  /** Begins anew from what the process holds now. */
  forget: () => Promise<void>;
  /** In bytes, resident, of the whole process with its threads. */
  read: () => Promise<number>;
};

/** Reads `VmHWM` (https://man7.org/linux/man-pages/man5/proc_pid_status.5.html). */
export function createPeakMemory(pid: number): PeakMemory {
  return {
    // Where the system does not allow it, the peak counts from the start of the process: never too little.
    forget: () => writeFile(`/proc/${pid}/clear_refs`, '5').catch(() => {}),
    async read() {
      const status = await readFile(`/proc/${pid}/status`, 'utf8');
      const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
      if (kilobytes === undefined) throw new Error('This system does not tell the peak memory of a process.');
      return Number(kilobytes) * 1_024;
    },
  };
}
