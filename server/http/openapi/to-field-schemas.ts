import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';

/** Fields as JSON Schema (2020-12, that of OpenAPI 3.1), each with its text, and the names of those required. */
export type FieldSchemas = { properties: { [field: string]: object }; required: string[] };

/** Turns the schema that checks a request into the one that describes it: what may be sent, before it is converted. */
export function toFieldSchemas(
  schema: v.GenericSchema,
  descriptions: { [field: string]: string },
): FieldSchemas {
  // Checks are code, which a description can only tell in words.
  const { properties = {}, required = [] } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    ignoreActions: ['check', 'raw_check', 'partial_check'],
  });
  const described = Object.entries(properties).map(([field, property]) => [
    field,
    { ...toObject(property), description: descriptions[field] },
  ]);
  return { properties: Object.fromEntries(described), required };
}

function toObject(schema: JsonSchema | boolean): JsonSchema {
  return typeof schema === 'boolean' ? {} : schema;
}
