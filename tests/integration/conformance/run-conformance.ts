import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../scripts/conformance/main.ts', import.meta.url));
/** A run that hangs must not outlive its test. */
const LONGEST_RUN_MS = 280_000;

export type ConformanceRun = {
  code: number | null;
  output: string;
  /** Ids by how they came out. */
  passed: string[];
  failed: string[];
  skipped: string[];
};

/** Runs the conformance command to its end and reads its lines. */
export async function runConformance(
  { url, token }: { url: string; token: string },
  args: readonly string[],
): Promise<ConformanceRun> {
  const child = spawn(process.execPath, [MAIN, '--url', url, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SLUICE_TOKEN: token },
    timeout: LONGEST_RUN_MS,
  });
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  const idsOf = (mark: string): string[] =>
    [...stdout.matchAll(new RegExp(`^${mark} +(\\S+) +\\[(?:doc|seen|guess)\\]`, 'gm'))].map(
      ([, id]) => id ?? '',
    );
  return {
    code,
    output: stdout + stderr,
    passed: idsOf('ok'),
    failed: idsOf('FAILED'),
    skipped: idsOf('skipped'),
  };
}
