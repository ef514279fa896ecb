import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dispositionOf, mayHaveBeenAccepted, PROBLEMS } from '../../../lib/core/problem.ts';

const DOCS = readFileSync(new URL('../../../docs/files-api-client.md', import.meta.url), 'utf8');

test('the table of errors says what the code does, of each code once', () => {
  const rows = [
    ...DOCS.matchAll(/^\| *`([a-z-]+)` *\|.*\| *(\w+) *\| *(\w+) *\| *(maybe|no) *\| *(.+?) *\|$/gm),
  ];
  expect(rows.map(([, problem, submit, poll, taken]) => [problem, submit, poll, taken])).toEqual(
    PROBLEMS.map((problem) => [
      problem,
      dispositionOf(problem, 'submit'),
      dispositionOf(problem, 'poll'),
      mayHaveBeenAccepted(problem) ? 'maybe' : 'no',
    ]),
  );
});
