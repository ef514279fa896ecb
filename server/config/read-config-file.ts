import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { type ConfigLayer, isObject } from './config-layer.ts';

/**
 * Reads the file of settings: one JSON object. Relative paths in it are meant from its own folder. `$schema` is left to
 * editors.
 * @throws UsageError where it cannot be read or is no JSON object; never quoting it, since secrets may stand there.
 */
export function readConfigFile(path: string): ConfigLayer {
  const parsed = parse(path);
  if (!isObject(parsed)) throw new UsageError(`The configuration file ${path} must be one JSON object.`);
  const { $schema: _, ...values } = parsed;
  return {
    values,
    folder: dirname(resolve(path)),
    nameOf: (keys) => (keys.length === 0 ? path : `${keys.join('.')} in ${basename(path)}`),
  };
}

function parse(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new UsageError(`The configuration file ${path} cannot be read${code}.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`The configuration file ${path} is not JSON${toPlace(error, text)}.`);
  }
}

/** The place alone: the words of the parser quote what stands there. */
function toPlace(error: unknown, text: string): string {
  const at = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
  return at === undefined ? '' : `: line ${text.slice(0, Number(at)).split('\n').length}`;
}
