import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

/** What the table says of each feature, a browser each. Its head and the line below it have none. */
const CELLS = read('docs/browsers.md')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(2)
  .flatMap((row) => row.split('|').slice(2, -1));

it.each(CELLS)('names tests that there are: %s', (cell) => {
  const proofs = [...cell.matchAll(/`(tests\/[^`]+)`: (.+?)(?=; `tests\/| *$)/g)];
  expect(proofs).not.toEqual([]);
  for (const [, path = '', title = ''] of proofs) {
    // The beginning of a title, not any words of the file.
    expect(
      ["'", '"', '`'].some((quote) => read(path).includes(quote + title)),
      `${path}: ${title}`,
    ).toBe(true);
  }
});
