import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { MANAGED_KEYS } from '../../../lib/core/managed-policy.ts';
import { readManagedFields } from '../../../lib/storage/managed-fields.ts';
import { readPolicyExamples } from './read-policy-examples.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const PAGE = read('docs/deployment.md');
const EXAMPLES = readPolicyExamples(PAGE);
const { $schema: _draft, ...SCHEMA } = JSON.parse(read('public/managed-schema.json'));
// Windows keeps yes and no as numbers; the browsers turn them into what the schema says.
const validate = new Ajv({ coerceTypes: true, strictTypes: false, allErrors: true }).compile({
  ...SCHEMA,
  additionalProperties: false,
});

test('the table names every key with the type that the schema gives it', () => {
  const rows = [...PAGE.matchAll(/^\| `(\w+)` +\| (string|boolean|integer|array) +\|/gm)].map(
    ([, ...row]) => row,
  );
  expect(rows).toEqual(MANAGED_KEYS.map((key) => [key, SCHEMA.properties[key].type]));
});

test('there are examples of files, the registry, group policy and profiles', () => {
  const languages = EXAMPLES.map(({ language }) => language);
  expect(languages).toEqual(['json', 'reg', 'reg', 'powershell', 'xml', 'json', 'reg', 'xml']);
});

test('the first example sets every key', () => {
  expect(Object.keys(EXAMPLES[0]?.values ?? {}).toSorted()).toEqual(MANAGED_KEYS.toSorted());
});

describe.each(EXAMPLES.map((example, index) => ({ ...example, index })))(
  'example $index, $language',
  ({ values }) => {
    test('is taken to the last value', () => {
      expect(Object.keys(values).length).toBeGreaterThan(2);
      expect(readManagedFields(values).faults).toEqual([]);
    });

    test('fits the schema', () => {
      validate(structuredClone(values));
      expect(validate.errors ?? []).toEqual([]);
    });
  },
);
