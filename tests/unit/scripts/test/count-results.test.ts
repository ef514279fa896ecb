import { describe, expect, it } from 'vitest';
import {
  addCounts,
  countListed,
  countResults,
  toClosingLine,
} from '../../../../scripts/test/count-results.ts';

const NOTHING_COUNTED = { passed: 0, failed: 1, skipped: 0 };

describe('countResults of Vitest', () => {
  it('counts what the report counts', () => {
    expect(countResults('vitest', vitest({ failed: 2, skipped: 1 }), 1)).toEqual({
      passed: 3,
      failed: 2,
      skipped: 1,
    });
  });

  it('counts an error outside of any test as a failure', () => {
    expect(countResults('vitest', vitest({ success: false }), 1)).toMatchObject({ passed: 3, failed: 1 });
    expect(countResults('vitest', vitest({}), 1)).toMatchObject({ failed: 1 });
  });

  it('counts a file that can not be loaded as a failure', () => {
    const files = [{ status: 'failed', assertionResults: [] }];
    expect(countResults('vitest', vitest({ failed: 1, files }), 1)).toMatchObject({ failed: 2 });
  });

  it('counts a run of no test as a failure', () => {
    expect(countResults('vitest', vitest({ passed: 0 }), 0)).toEqual(NOTHING_COUNTED);
    expect(countResults('vitest', vitest({ passed: 0, skipped: 4 }), 0)).toEqual({
      ...NOTHING_COUNTED,
      skipped: 4,
    });
  });
});

describe('countListed', () => {
  it('counts what is listed as skipped', () => {
    expect(countListed(JSON.stringify([{ name: 'one' }, { name: 'two' }]), 0)).toEqual({
      passed: 0,
      failed: 0,
      skipped: 2,
    });
  });

  it.each([
    ['no list', undefined, 0],
    ['an empty list', '[]', 0],
    ['a broken list', '[{', 0],
    ['a listing that failed', '[{"name":"one"}]', 1],
  ])('counts %s as a failure', (_what, list, exitCode) => {
    expect(countListed(list, exitCode)).toEqual(NOTHING_COUNTED);
  });
});

describe('countResults of Playwright', () => {
  it('counts what the report counts, and a flaky test as a failure', () => {
    expect(countResults('playwright', playwright({ unexpected: 2, flaky: 1, skipped: 4 }), 1)).toEqual({
      passed: 3,
      failed: 3,
      skipped: 4,
    });
  });

  it('counts errors outside of tests', () => {
    expect(countResults('playwright', playwright({ errors: [{}, {}] }), 1)).toMatchObject({ failed: 2 });
  });
});

describe.each(['vitest', 'playwright'] as const)('countResults of %s', (runner) => {
  it.each([undefined, '', '{"stats"', '{}', 'null'])('takes the report %j for a failure', (report) => {
    expect(countResults(runner, report, 0)).toEqual(NOTHING_COUNTED);
  });
});

describe('toClosingLine', () => {
  it('names what was skipped only where there is any', () => {
    expect(toClosingLine({ passed: 2, failed: 0, skipped: 0 })).toBe('2 passed, 0 failed');
    expect(toClosingLine(addCounts({ passed: 2, failed: 0, skipped: 1 }, NOTHING_COUNTED))).toBe(
      '2 passed, 1 failed, 1 skipped',
    );
  });
});

function vitest(report: {
  passed?: number;
  failed?: number;
  skipped?: number;
  success?: boolean;
  files?: object[];
}) {
  const { passed = 3, failed = 0, skipped = 0, success = failed === 0, files = [] } = report;
  return JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: skipped,
    success,
    testResults: files,
  });
}

function playwright({ unexpected = 0, flaky = 0, skipped = 0, errors = [] as object[] }) {
  return JSON.stringify({ stats: { expected: 3, unexpected, flaky, skipped }, errors });
}
