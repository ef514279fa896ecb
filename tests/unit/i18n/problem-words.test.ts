import { expect, test } from 'vitest';
import { PROBLEMS } from '../../../lib/core/problem.ts';
import { problemWords } from '../../../lib/i18n/problem-words.ts';
import { testWords } from '../../../lib/i18n/test-words.ts';

const SERVER = 'https://scanner.example.org';

test('each problem has words of its own', () => {
  const words = PROBLEMS.map(problemWords);
  expect(words.filter((text) => text === '')).toEqual([]);
  expect(new Set(words).size).toBe(PROBLEMS.length);
});

test.each(PROBLEMS)('what a test of the connection says of %s is a sentence', (problem) => {
  expect(testWords(problem, SERVER)).toMatch(/^[A-Zh].*[.?]$/);
});
