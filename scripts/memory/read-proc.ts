import { readFile } from 'node:fs/promises';

/** A file below `/proc` about a process; '' where the process has ended, as it may at any time. Linux only. */
export function readProc(pid: number, file: string): Promise<string> {
  return readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
}
