import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

/** The tests that the cells of the table name. */
const PROOFS = [...read('docs/browsers.md').matchAll(/`(tests\/[^`]+)`: ([^|]+?) +\|/g)].map(
  ([, path = '', title = '']) => ({ path, title }),
);

it('names a test in most cells', () => {
  expect(PROOFS.length).toBeGreaterThan(25);
});

it.each(PROOFS)('$path has the test "$title"', ({ path, title }) => {
  expect(read(path)).toContain(title);
});
