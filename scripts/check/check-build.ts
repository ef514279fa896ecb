import { glob, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buildExtension } from '../tools/build-extension.ts';
import { ROOT, runTool } from '../tools/run-tool.ts';
import type { CheckResult } from './check-result.ts';
import { findManifestFaults, toPermissionLines } from './find-manifest-faults.ts';
import { measureSizes, overBudget, toSizeLines } from './measure-sizes.ts';

/** Builds for Chromium and holds the build against the size budgets and the least permissions. */
export async function checkBuild(): Promise<CheckResult> {
  const folder = await buildExtension('chrome');
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  const sizes = await measureSizes(folder, await packedSize());
  const faults = [...overBudget(sizes), ...findManifestFaults(manifest)];
  const lines = [...faults, ...toPermissionLines(manifest), ...toSizeLines(sizes)];
  return { ok: faults.length === 0, report: lines.join('\n') };
}

async function packedSize(): Promise<number> {
  const { code, output } = await runTool('wxt', ['zip'], { isQuiet: true });
  if (code !== 0) throw new Error(`The extension could not be packed:\n${output}`);
  const [zip] = await Array.fromAsync(glob('*-chrome.zip', { cwd: join(ROOT, '.output') }));
  if (zip === undefined) throw new Error('Packing the extension left no zip.');
  return (await stat(join(ROOT, '.output', zip))).size;
}
