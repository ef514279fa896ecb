import { isObject } from './config-layer.ts';
import { createConfigSchema } from './config-schema.ts';
import { type AnySchema, isSecret, toEntries, toOptions, toRecordValue, unwrap } from './schema-parts.ts';

const MASK = '***';

/** The configuration as it may be shown: every secret that is set stands as `***`. */
export function maskSecrets(schema: AnySchema, value: unknown): unknown {
  const inner = unwrap(schema);
  if (value !== null && isSecret(inner)) return MASK;
  if (!isObject(value)) return value;
  const options = toOptions(inner);
  if (options.length > 0)
    return options.reduce<unknown>((masked, option) => maskSecrets(option, masked), value);
  const entries = toEntries(inner);
  const masked = Object.entries(value).map(([name, below]) => {
    const entry = entries === null ? toRecordValue(inner) : entries[name];
    return [name, entry === undefined || entry === null ? below : maskSecrets(entry, below)];
  });
  return Object.fromEntries(masked);
}

/** The whole configuration, as `--check-config` prints it. */
export function toPrintableConfig(config: object): unknown {
  return maskSecrets(createConfigSchema({ env: {}, folder: null }), config);
}
