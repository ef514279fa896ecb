import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const { scripts } = v.parse(
  v.object({ scripts: v.record(v.string(), v.string()) }),
  JSON.parse(read('package.json')),
);

it('tells of every command of package.json', () => {
  const told = read('CONTRIBUTING.md').matchAll(/`npm (?:run )?([a-z:-]+)/g);
  expect([...new Set([...told].map(([, name]) => name))].toSorted()).toEqual(Object.keys(scripts).toSorted());
});
