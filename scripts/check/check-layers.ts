import { glob, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ROOT } from '../tools/run-tool.ts';
import type { CheckResult } from './check-result.ts';
import { findLayerViolations } from './find-layer-violations.ts';

/** Holds every source file against the rule of the layers. */
export async function checkLayers(): Promise<CheckResult> {
  const paths = await Array.fromAsync(
    glob('{lib,components,entrypoints,server,scripts/conformance,scripts/http}/**/*.{ts,tsx}', { cwd: ROOT }),
  );
  const files = await Promise.all(
    paths.map(async (path) => ({
      path: path.split(sep).join('/'),
      text: await readFile(join(ROOT, path), 'utf8'),
    })),
  );
  const violations = findLayerViolations(files);
  return { ok: violations.length === 0, report: [...violations, `${files.length} files`].join('\n') };
}
