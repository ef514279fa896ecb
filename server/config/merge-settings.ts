import { isObject } from './config-layer.ts';
import { type AnySchema, toEntries, unwrap } from './schema-parts.ts';

/**
 * Lays settings over others: setting by setting where the schema has a group, storage by storage, and in everything else
 * what lies above counts alone.
 */
export function mergeSettings(schema: AnySchema, below: unknown, above: unknown): unknown {
  if (!isObject(below) || !isObject(above)) return above;
  const inner = unwrap(schema);
  const entries = toEntries(inner);
  if (entries === null) return inner.type === 'record' ? { ...below, ...above } : above;
  const merged = Object.entries(above).map(([name, value]) => {
    const entry = entries[name];
    return [name, entry === undefined ? value : mergeSettings(entry, below[name], value)];
  });
  return { ...below, ...Object.fromEntries(merged) };
}
