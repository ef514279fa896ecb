import * as v from 'valibot';
import { buildExtension } from '../tools/build-extension.ts';
import { runTool } from '../tools/run-tool.ts';
import type { CheckResult } from './check-result.ts';

const Finding = v.object({ code: v.string(), message: v.string(), file: v.nullish(v.string()) });
const Report = v.object({ errors: v.array(Finding), warnings: v.array(Finding) });

/** Builds for Firefox and asks the linter of its store. */
export async function checkStoreLint(): Promise<CheckResult> {
  const folder = await buildExtension('firefox');
  const args = ['lint', '--source-dir', folder, '--output', 'json', '--no-config-discovery', '--boring'];
  const { output } = await runTool('web-ext', args, { isQuiet: true });
  const json = output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1);
  const { errors, warnings } = v.parse(Report, JSON.parse(json));
  const found = [...errors, ...warnings].map(
    ({ code, message, file }) => `${code} in ${file ?? '?'}: ${message}`,
  );
  const counts = `${errors.length} errors, ${warnings.length} warnings`;
  return { ok: found.length === 0, report: [...found, counts].join('\n') };
}
