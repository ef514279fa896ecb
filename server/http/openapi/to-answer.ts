import type { JsonObject } from '../../../lib/api/wire.ts';
import type { answerSchemas } from './answer-schemas.ts';

/** A response object of OpenAPI whose JSON body is one of the named schemas. */
export function toAnswer(schema: keyof typeof answerSchemas, description: string): JsonObject {
  const content = { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } };
  return { description, content };
}
