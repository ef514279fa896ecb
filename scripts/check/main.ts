import { readOptions } from '../tools/read-options.ts';
import { runTool } from '../tools/run-tool.ts';
import { checkBuild } from './check-build.ts';
import { checkLayers } from './check-layers.ts';
import type { CheckResult } from './check-result.ts';
import { checkStoreLint } from './check-store-lint.ts';

/** All of them run, even after one has failed: one look shows everything that is to be mended. */
const CHECKS: readonly (readonly [string, () => Promise<CheckResult>])[] = [
  // First of all, since the types that the next ones read come from it.
  ['generated types', () => tool('wxt', 'prepare')],
  ['lint and format', () => tool('biome', 'ci', '--error-on-warnings', '--colors=off')],
  ['types, extension', () => tool('tsc', '-p', 'tsconfig.json')],
  ['types, the rest', () => tool('tsc', '-p', 'tsconfig.node.json')],
  ['types, bootstrap', () => tool('tsc', '-p', 'scripts/bootstrap/tsconfig.json')],
  ['dead code', () => tool('knip')],
  ['layers', checkLayers],
  ['unit tests', () => tool('vitest', 'run', '--project=unit')],
  ['build', checkBuild],
  ['store linter', checkStoreLint],
];

readOptions('npm run check', {});
let failed = 0;
for (const [name, check] of CHECKS) {
  const startedAt = performance.now();
  const { ok, report } = await check().catch((error: unknown) => ({ ok: false, report: String(error) }));
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(16)} ${seconds.padStart(6)} s\n`);
  if (!ok) failed += 1;
  if (report !== '') process.stdout.write(`${report.trimEnd().replace(/^/gm, '         ')}\n`);
}
process.stdout.write(`\n${CHECKS.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

async function tool(command: string, ...args: string[]): Promise<CheckResult> {
  const { code, output } = await runTool(command, args, { isQuiet: true });
  return { ok: code === 0, report: code === 0 ? '' : output };
}
