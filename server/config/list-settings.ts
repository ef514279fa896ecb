import * as v from 'valibot';
import { type AnySchema, isSchema, isSecret, toEntries, unwrap } from './schema-parts.ts';

/** What a setting holds, as far as its text in the environment or an option has to be read as something else. */
export type SettingKind = 'number' | 'boolean' | 'array' | 'json' | 'text';

/** One leaf of the schema. */
export type Setting = {
  /** As `unpack.maxDepth`. */
  key: string;
  path: readonly string[];
  kind: SettingKind;
  secret: boolean;
  /** What it is where nobody sets it. */
  preset: unknown;
  /** What it means, in words. */
  about: string;
};

/** All settings of a schema, in its order. */
export function listSettings(schema: AnySchema, path: readonly string[] = []): Setting[] {
  const inner = unwrap(schema);
  const entries = toEntries(inner);
  if (entries !== null)
    return Object.entries(entries).flatMap(([name, entry]) => listSettings(entry, [...path, name]));
  const about = toAbout(schema);
  const preset = v.getDefault(schema);
  return [{ key: path.join('.'), path, kind: toKind(inner), secret: isSecret(inner), preset, about }];
}

/** The text stands in the schema that has the default, or in one inside of it. */
function toAbout(schema: AnySchema): string {
  const inner = 'wrapped' in schema && isSchema(schema.wrapped) ? schema.wrapped : null;
  return v.getDescription(schema) ?? (inner === null ? '' : toAbout(inner));
}

function toKind({ type }: AnySchema): SettingKind {
  switch (type) {
    case 'number':
    case 'boolean':
    case 'array':
      return type;
    case 'record':
    case 'variant':
      return 'json';
    default:
      return 'text';
  }
}
