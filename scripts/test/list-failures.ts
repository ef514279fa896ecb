import * as v from 'valibot';
import { parseJson } from '../../lib/api/parse-json.ts';

const VitestReport = v.object({
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      assertionResults: v.array(v.object({ fullName: v.string(), status: v.string() })),
    }),
  ),
});

type Suite = {
  specs?: { title: string; file: string; ok: boolean }[] | undefined;
  suites?: Suite[] | undefined;
};

const PlaywrightSuite: v.GenericSchema<Suite> = v.object({
  specs: v.optional(v.array(v.object({ title: v.string(), file: v.string(), ok: v.boolean() }))),
  suites: v.optional(v.array(v.lazy(() => PlaywrightSuite))),
});

const PlaywrightReport = v.object({ suites: v.array(PlaywrightSuite) });

/**
 * Names the tests that failed, each as `file: title`, from the JSON report of a runner; a file that can't be loaded by
 * its path alone. Empty where the report can't be read: that it counts as a failure is for `countResults` to say.
 * @param report the text of the report
 */
export function listFailures(runner: 'vitest' | 'playwright', report: string): string[] {
  const value = parseJson(report);
  if (runner === 'playwright') {
    const parsed = v.safeParse(PlaywrightReport, value);
    return parsed.success ? parsed.output.suites.flatMap(failedSpecs) : [];
  }
  const parsed = v.safeParse(VitestReport, value);
  if (!parsed.success) return [];
  return parsed.output.testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [name] : [];
    return failed.map(({ fullName }) => `${name}: ${fullName}`);
  });
}

function failedSpecs({ specs = [], suites = [] }: Suite): string[] {
  const failed = specs.filter(({ ok }) => !ok).map(({ file, title }) => `${file}: ${title}`);
  return [...failed, ...suites.flatMap(failedSpecs)];
}
