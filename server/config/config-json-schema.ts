import { toJsonSchema } from '@valibot/to-json-schema';
import { createConfigSchema } from './config-schema.ts';

/** The file of settings as JSON Schema, draft-07, which editors read. Checks that are code stand in its texts only. */
export function toConfigJsonSchema(): object {
  const schema = toJsonSchema(createConfigSchema({ env: {}, folder: null }), {
    typeMode: 'input',
    ignoreActions: ['check', 'raw_check', 'partial_check', 'transform', 'raw_transform'],
  });
  const properties = { $schema: { type: 'string', description: 'Left to editors.' }, ...schema.properties };
  return { ...schema, title: 'Settings of the Sluice scanner', properties };
}
