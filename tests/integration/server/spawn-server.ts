import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const MAIN = fileURLToPath(new URL('../../../server/main.ts', import.meta.url));
const END_WITH_PARENT = new URL('../../../scripts/scanner/end-with-parent.ts', import.meta.url).href;

export type Exit = { code: number | null; stdout: string; stderr: string };

/** Runs the command line to its end, or to that of the test. */
export async function runToEnd(args: readonly string[]): Promise<Exit> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const output = collect(child);
  const [code] = await once(child, 'close');
  return { code, ...output() };
}

/**
 * Starts the service as its own process and waits for its line on standard output. It ends with the test at the latest.
 * @param main the program: the service, or a copy of it
 * @param env of the process; by default the sites and receivers of tests, which stand on this machine, are allowed
 */
export async function spawnServer(
  args: readonly string[],
  main = MAIN,
  env: NodeJS.ProcessEnv = { ...process.env, SLUICE_ALLOWED_NETWORKS: 'loopback' },
) {
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, main, '--log-level', 'warn', ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env,
  });
  // It may end before its parent does, and then there is nobody at the other end.
  child.stdin.on('error', () => {});
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) await kill('SIGKILL');
  });
  const output = collect(child);
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      if (output().stdout.includes('\n')) resolve(output().stdout);
    });
    child.once('close', (code) => reject(new Error(`ended with ${code}: ${output().stderr}`)));
  });
  const { url, token }: { url: string; token: string } = JSON.parse(line);
  async function kill(signal: NodeJS.Signals): Promise<number | null> {
    const closed = once(child, 'close');
    child.kill(signal);
    const [code] = await closed;
    return code;
  }
  const signal = (name: NodeJS.Signals): boolean => child.kill(name);
  return { url, token, kill, signal, output };
}

function collect(child: ChildProcess): () => { stdout: string; stderr: string } {
  const text = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => {
    text.stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    text.stderr += chunk;
  });
  return () => ({ ...text });
}
