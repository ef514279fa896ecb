import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export type ToolResult = {
  /** Exit code; 1 where a signal ended it. */
  code: number;
  /** What it printed on both streams; '' where it went to the terminal. */
  output: string;
  /** What it printed on standard output alone: what is to be read, without warnings. */
  stdout: string;
};

export type RunToolOptions = { env?: Readonly<Record<string, string>>; isQuiet?: boolean };

/** Commands that no package brings. */
const OF_THE_SYSTEM: readonly string[] = ['git', 'npm'];

/**
 * Runs one of the project's tools by the name of its command, such as `vitest`.
 * Its talk goes to the terminal, or with `isQuiet` into the answer.
 */
export function runTool(
  command: string,
  args: readonly string[],
  { env = {}, isQuiet = false }: RunToolOptions = {},
): Promise<ToolResult> {
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: ['ignore', isQuiet ? 'pipe' : 'inherit', isQuiet ? 'pipe' : 'inherit'],
    env: { ...process.env, ...env },
    // The commands of npm are .cmd files on Windows, which only a shell runs.
    shell: process.platform === 'win32',
  });
  const chunks: Buffer[] = [];
  const answer: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    answer.push(chunk);
  });
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => {
    child.on('error', ({ message }) => {
      const advice = OF_THE_SYSTEM.includes(command) ? 'Install it' : 'Run "npm ci"';
      const output = `${command} could not be started (${message}). ${advice}, then try again.`;
      if (!isQuiet) process.stderr.write(`${output}\n`);
      resolve({ code: 1, output, stdout: '' });
    });
    child.on('close', (code) => {
      const [output, stdout] = [chunks, answer].map((parts) => Buffer.concat(parts).toString());
      resolve({ code: code ?? 1, output: output ?? '', stdout: stdout ?? '' });
    });
  });
}
