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
            { fullName: 'divides', status: 'failed' },
          ],
        },
        { name: 'tests/b.test.ts', status: 'failed', assertionResults: [] },
        { name: 'tests/c.test.ts', status: 'passed', assertionResults: [] },
      ],
    });
    expect(listFailures('vitest', report)).toEqual(['tests/a.test.ts: divides', 'tests/b.test.ts']);
  });

  it('names the failed tests of Playwright, however deep they are', () => {
    const spec = { title: 'opens', file: 'a.spec.ts', ok: true };
    const report = JSON.stringify({
      suites: [{ specs: [spec], suites: [{ specs: [{ ...spec, title: 'closes', ok: false }] }] }],
    });
    expect(listFailures('playwright', report)).toEqual(['a.spec.ts: closes']);
  });

  it.each(['', '{}', 'null', '{"suites":{}}'])('names none of the report %j', (report) => {
    expect(listFailures('vitest', report)).toEqual([]);
    expect(listFailures('playwright', report)).toEqual([]);
  });
});
