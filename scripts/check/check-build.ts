import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildExtension } from '../tools/build-extension.ts';
import { measurePacked } from '../tools/measure-packed.ts';
import type { CheckResult } from './check-result.ts';
import { findManifestFaults, toPermissionLines } from './find-manifest-faults.ts';
import { measureSizes, overBudget, toSizeLines } from './measure-sizes.ts';

/** Builds for Chromium and holds the build against the size budgets and the least permissions. */
export async function checkBuild(): Promise<CheckResult> {
  const folder = await buildExtension('chrome');
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  const sizes = await measureSizes(folder, await measurePacked(folder));
  const faults = [...overBudget(sizes), ...findManifestFaults(manifest)];
  const lines = [...faults, ...toPermissionLines(manifest), ...toSizeLines(sizes)];
  return { ok: faults.length === 0, report: lines.join('\n') };
}
