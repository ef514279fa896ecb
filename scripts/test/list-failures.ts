import { stripVTControlCharacters } from 'node:util';
import * as v from 'valibot';
import { parseJson } from '../../lib/api/parse-json.ts';

/** A test that failed, and what its runner said of it. */
export type Failure = {
  /** `file: title`, or the path alone of a file that can't be loaded. */
  name: string;
  /** Without colours; empty where the report has none. */
  message: string;
};

const VitestReport = v.object({
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      message: v.optional(v.string(), ''),
      assertionResults: v.array(
        v.object({
          fullName: v.string(),
          status: v.string(),
          failureMessages: v.optional(v.nullable(v.array(v.string()))),
        }),
      ),
    }),
  ),
});

const PlaywrightSpec = v.object({
  title: v.string(),
  file: v.string(),
  ok: v.boolean(),
  tests: v.optional(
    v.array(
      v.object({
        results: v.array(
          v.object({ errors: v.optional(v.array(v.object({ message: v.optional(v.string(), '') })), []) }),
        ),
      }),
    ),
    [],
  ),
});

type Suite = {
  specs?: v.InferOutput<typeof PlaywrightSpec>[] | undefined;
  suites?: Suite[] | undefined;
};

const PlaywrightSuite: v.GenericSchema<unknown, Suite> = v.object({
  specs: v.optional(v.array(PlaywrightSpec)),
  suites: v.optional(v.array(v.lazy(() => PlaywrightSuite))),
});

const PlaywrightReport = v.object({ suites: v.array(PlaywrightSuite) });

/**
 * Lists the tests that failed, from the JSON report of a runner. Empty where the report can't be read: that it counts
 * as a failure is for `countResults` to say.
 * @param report the text of the report
 */
export function listFailures(runner: 'vitest' | 'playwright', report: string): Failure[] {
  const value = parseJson(report);
  if (runner === 'playwright') {
    const parsed = v.safeParse(PlaywrightReport, value);
    return parsed.success ? parsed.output.suites.flatMap(failedSpecs) : [];
  }
  const parsed = v.safeParse(VitestReport, value);
  if (!parsed.success) return [];
  return parsed.output.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [toFailure(name, [message])] : [];
    return failed.map(({ fullName, failureMessages }) =>
      toFailure(`${name}: ${fullName}`, failureMessages ?? []),
    );
  });
}

function failedSpecs({ specs = [], suites = [] }: Suite): Failure[] {
  const failed = specs
    .filter(({ ok }) => !ok)
    .map(({ file, title, tests }) => {
      const errors = tests.flatMap(({ results }) => results).flatMap((result) => result.errors);
      return toFailure(
        `${file}: ${title}`,
        errors.map(({ message }) => message),
      );
    });
  return [...failed, ...suites.flatMap(failedSpecs)];
}

function toFailure(name: string, messages: readonly string[]): Failure {
  return { name, message: stripVTControlCharacters(messages.join('\n')).trim() };
}
