import * as v from 'valibot';
import { parseJson } from '../../lib/api/parse-json.ts';

/** What test runners counted. */
export type Counts = { passed: number; failed: number; skipped: number };

const VitestReport = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.optional(v.number(), 0),
  success: v.boolean(),
  testResults: v.array(v.object({ status: v.string(), assertionResults: v.array(v.unknown()) })),
});

const PlaywrightReport = v.object({
  stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number(), skipped: v.number() }),
  errors: v.array(v.unknown()),
});

/**
 * Counts from the JSON report of a runner. A report that can't be read, one that counts no test, and a runner that
 * failed although no test did, all count as one failure: silence is not success.
 * @param report the text of the report, undefined where there is none
 * @param exitCode of the runner
 */
export function countResults(
  runner: 'vitest' | 'playwright',
  report: string | undefined,
  exitCode: number,
): Counts {
  const counts = report === undefined ? undefined : parse(runner, report);
  if (counts === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const hasRun = counts.passed + counts.failed > 0;
  const isSilentFailure = counts.failed === 0 && (exitCode !== 0 || !hasRun);
  return isSilentFailure ? { ...counts, failed: 1 } : counts;
}

/**
 * Counts tests that are listed and not run, as skipped. A list that can't be read counts as a failure.
 * @param list what `vitest list --json` wrote, undefined where it wrote nothing
 * @param exitCode of the listing
 */
export function countListed(list: string | undefined, exitCode: number): Counts {
  const listed = v.safeParse(v.array(v.object({ name: v.string() })), parseJson(list ?? ''));
  const count = listed.success && exitCode === 0 ? listed.output.length : 0;
  return { passed: 0, failed: count === 0 ? 1 : 0, skipped: count };
}

/** The closing line: `N passed, N failed`, and the skipped where there are any. */
export function toClosingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

export function addCounts(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

function parse(runner: 'vitest' | 'playwright', report: string): Counts | undefined {
  const value = parseJson(report);
  if (runner === 'vitest') {
    const parsed = v.safeParse(VitestReport, value);
    if (!parsed.success) return undefined;
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success, testResults } =
      parsed.output;
    // A file that can't even be loaded has no test in it that could fail.
    const unloadable = testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    );
    const counted = numFailedTests + unloadable.length;
    const failed = counted === 0 && !success ? 1 : counted;
    return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
  }
  const parsed = v.safeParse(PlaywrightReport, value);
  if (!parsed.success) return undefined;
  const { expected, unexpected, flaky, skipped } = parsed.output.stats;
  // A test that passes only at a second try has a race in it.
  return { passed: expected, failed: unexpected + flaky + parsed.output.errors.length, skipped };
}
