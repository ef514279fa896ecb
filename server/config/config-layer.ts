import * as v from 'valibot';
import { findNearest } from './find-nearest.ts';
import { type AnySchema, toEntries, unwrap } from './schema-parts.ts';

/** Settings of one place, unchecked, and the words for a setting there, as “--port” or “port in sluice.json”. */
export type ConfigLayer = {
  values: { [name: string]: unknown };
  /** What relative paths are meant from; null leaves them as they are. */
  folder: string | null;
  nameOf: (path: readonly string[]) => string;
};

/**
 * Checks the settings of one place by the schema.
 * @returns what was given there, read as the schema says and without its defaults; or all that is wrong, as sentences
 * that name the setting, the place and the kind of value, and never the value, which may be a secret.
 */
export function checkLayer(schema: AnySchema, layer: ConfigLayer): { values: object } | { faults: string[] } {
  const unknown = findUnknown(schema, layer.values, []).map(({ path, nearest }) => {
    const advice = nearest === null ? '' : ` Do you mean ${layer.nameOf([...path.slice(0, -1), nearest])}?`;
    return `There is no setting ${layer.nameOf(path)}.${advice}`;
  });
  const parsed = v.safeParse(schema, layer.values);
  // The library tells one unknown name of each object; all of them are told above.
  const issues = (parsed.issues ?? []).filter(({ expected }) => expected !== 'never');
  const wrong = issues.map((issue) => toFault(issue, layer));
  const faults = [...new Set([...unknown, ...wrong])];
  if (faults.length > 0) return { faults };
  // Objects of an unknown shape inside of a storage, which only the schema itself knows.
  if (!parsed.success) return { faults: parsed.issues.map((issue) => toFault(issue, layer)) };
  return { values: Object(keepGiven(layer.values, parsed.output)) };
}

function findUnknown(
  schema: AnySchema,
  value: unknown,
  path: readonly string[],
): { path: string[]; nearest: string | null }[] {
  const entries = toEntries(unwrap(schema));
  if (entries === null || !isObject(value)) return [];
  return Object.entries(value).flatMap(([name, below]) => {
    const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
    if (entry !== undefined) return findUnknown(entry, below, [...path, name]);
    return [{ path: [...path, name], nearest: findNearest(name, Object.keys(entries)) }];
  });
}

function toFault(issue: v.BaseIssue<unknown>, { nameOf }: ConfigLayer): string {
  const keys = issue.path?.map(({ key }) => String(key)) ?? [];
  const name = nameOf(keys);
  // A message of ours goes on the name, or is a sentence. The library's own would quote the value.
  if (issue.message.startsWith('must '))
    return `${name} ${issue.message}. Given: ${toKindWords(issue.input)}.`;
  return issue.message.startsWith('Invalid ')
    ? `${name} is not what it must be. Given: ${toKindWords(issue.input)}.`
    : `${name}: ${issue.message}`;
}

function toKindWords(value: unknown): string {
  if (value === null) return 'null';
  if (value === '') return 'an empty text';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return 'a text';
    case 'boolean':
      return 'true or false';
    case 'undefined':
      return 'nothing';
    case 'number':
      return Number.isInteger(value) ? 'a whole number' : 'a number';
    default:
      return 'an object';
  }
}

/** The output of the schema as far as the input said something. */
function keepGiven(input: unknown, output: unknown): unknown {
  if (!isObject(input) || !isObject(output)) return output;
  return Object.fromEntries(Object.keys(input).map((name) => [name, keepGiven(input[name], output[name])]));
}

export function isObject(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
