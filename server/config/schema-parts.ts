import * as v from 'valibot';

/** Any schema of the library. Its parts are read by the tags that the library gives them. */
export type AnySchema = v.BaseSchema<unknown, unknown, v.BaseIssue<unknown>>;

/** The schema inside of those that only add null or a default. */
export function unwrap(schema: AnySchema): AnySchema {
  const wraps = schema.type === 'optional' || schema.type === 'nullable';
  return wraps && 'wrapped' in schema && isSchema(schema.wrapped) ? unwrap(schema.wrapped) : schema;
}

/** The schemas of an object by their names, or null where the schema is of none. */
export function toEntries(schema: AnySchema): { [name: string]: AnySchema } | null {
  if (schema.type !== 'strict_object' || !('entries' in schema)) return null;
  const all = Object.entries(Object(schema.entries));
  return Object.fromEntries(
    all.flatMap(([name, entry]) => (isSchema(entry) ? [[name, entry] as const] : [])),
  );
}

/** The schema of what a record holds under any name, or null where the schema is of none. */
export function toRecordValue(schema: AnySchema): AnySchema | null {
  return schema.type === 'record' && 'value' in schema && isSchema(schema.value) ? schema.value : null;
}

/** The schemas that a value may have, where there is more than one. */
export function toOptions(schema: AnySchema): AnySchema[] {
  if (schema.type !== 'variant' || !('options' in schema) || !Array.isArray(schema.options)) return [];
  return schema.options.filter(isSchema);
}

/** Whether a value must not be shown: see `createSecretSchema`. */
export function isSecret(schema: AnySchema): boolean {
  return v.getMetadata(schema).secret === true;
}

/** Whether a part of a schema is one itself. */
export function isSchema(value: unknown): value is AnySchema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';
}
