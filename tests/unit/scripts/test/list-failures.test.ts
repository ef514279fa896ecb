import { describe, expect, it } from 'vitest';
import { listFailures } from '../../../../scripts/test/list-failures.ts';

describe('listFailures', () => {
  it('names the failed tests of Vitest, and a file that can not be loaded', () => {
    const report = JSON.stringify({
      testResults: [
        {
          name: 'tests/a.test.ts',
          status: 'failed',
          assertionResults: [
            { fullName: 'adds', status: 'passed' },
            { fullName: 'divides', status: 'failed', failureMessages: ['\u001b[31mby zero\u001b[39m\n'] },
          ],
        },
        { name: 'tests/b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
        { name: 'tests/c.test.ts', status: 'passed', assertionResults: [] },
      ],
    });
    expect(listFailures('vitest', report)).toEqual([
      { name: 'tests/a.test.ts: divides', message: 'by zero' },
      { name: 'tests/b.test.ts', message: 'no such module' },
    ]);
  });

  it('names the failed tests of Playwright, however deep they are', () => {
    const spec = { title: 'opens', file: 'a.spec.ts', ok: true, tests: [{ results: [{ errors: [] }] }] };
    const tests = [{ results: [{ errors: [{ message: 'it is open' }, { message: 'still' }] }] }];
    const report = JSON.stringify({
      suites: [{ specs: [spec], suites: [{ specs: [{ ...spec, title: 'closes', ok: false, tests }] }] }],
    });
    expect(listFailures('playwright', report)).toEqual([
      { name: 'a.spec.ts: closes', message: 'it is open\nstill' },
    ]);
  });

  it.each(['', '{}', 'null', '{"suites":{}}'])('names none of the report %j', (report) => {
    expect(listFailures('vitest', report)).toEqual([]);
    expect(listFailures('playwright', report)).toEqual([]);
  });
});
