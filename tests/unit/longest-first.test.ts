import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LONG_FILES, toLongestFirst } from '../longest-first.ts';

const FOLDER = join(import.meta.dirname, '..', 'integration');
const OTHERS = Array.from(
  { length: 20 },
  (_, at) => `/somewhere/tests/integration/server/other-${at}.test.ts`,
);

const order = (moduleIds: readonly string[], seed: number): string[] =>
  toLongestFirst(
    moduleIds.map((moduleId) => ({ moduleId })),
    seed,
  ).map(({ moduleId }) => moduleId);

describe('the order of test files', () => {
  it('names long files that there are', () => {
    expect(LONG_FILES.filter((file) => !existsSync(join(FOLDER, file)))).toEqual([]);
  });

  it('begins with the long ones, the longest first', () => {
    const long = LONG_FILES.map((file) => `/somewhere/tests/integration/${file}`);
    const all = [...OTHERS, ...long.toReversed()];
    expect(order(all, 1).slice(0, long.length)).toEqual(long);
    expect(order(all, 1).toSorted()).toEqual(all.toSorted());
  });

  it('is another with each seed, and the same with the same', () => {
    expect(order(OTHERS, 1)).toEqual(order(OTHERS.toReversed(), 1));
    expect(order(OTHERS, 1)).not.toEqual(order(OTHERS, 2));
  });
});
