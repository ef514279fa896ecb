import type { ConfigLayer } from './config-layer.ts';
import { findNearest } from './find-nearest.ts';
import type { Setting } from './list-settings.ts';
import { toSettingValue } from './to-setting-value.ts';

const PREFIX = 'SLUICE_';

/** Names the file of settings. */
export const CONFIG_VARIABLE = 'SLUICE_CONFIG';

/** What other programs of this repository read: `npm start` hands its environment on. */
const OF_OTHERS = ['SLUICE_BROWSER', 'SLUICE_FIREFOX', 'SLUICE_MATRIX'];

/** The variable of a setting: `unpack.maxDepth` is `SLUICE_UNPACK_MAX_DEPTH`. */
export function toVariable(path: readonly string[]): string {
  const words = path.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase());
  return `${PREFIX}${words.join('_')}`;
}

/**
 * The settings of the environment. A secret may stand in a file that the variable with `_FILE` at its end names.
 * @returns the layer, and a sentence for each variable that begins like ours and is none.
 */
export function readEnvironment(
  env: NodeJS.ProcessEnv,
  settings: readonly Setting[],
): { layer: ConfigLayer; faults: string[] } {
  const known = new Map(settings.map((setting) => [toVariable(setting.path), setting]));
  const secretFiles = new Map(
    settings.filter(({ secret }) => secret).map(({ path }) => [`${toVariable(path)}_FILE`, path]),
  );
  const values = {};
  for (const [variable, setting] of known) {
    const text = env[variable];
    if (text !== undefined) setAt(values, setting.path, toSettingValue(text, setting));
  }
  for (const [variable, path] of secretFiles) {
    if (env[variable] !== undefined && env[toVariable(path)] === undefined)
      setAt(values, path, { file: env[variable] });
  }
  const names = [...known.keys(), ...secretFiles.keys(), CONFIG_VARIABLE];
  return {
    layer: { values, folder: null, nameOf: (path) => toVariable(path) },
    faults: findUnknownVariables(env, names),
  };
}

/** A misspelt variable would otherwise leave its setting at the default without a word. */
function findUnknownVariables(env: NodeJS.ProcessEnv, known: readonly string[]): string[] {
  const ours = Object.keys(env).filter((name) => name.startsWith(PREFIX));
  const unknown = ours.filter((name) => !known.includes(name) && !OF_OTHERS.includes(name));
  return unknown.map((name) => {
    const nearest = findNearest(name, known);
    return `There is no setting for the variable ${name}.${nearest === null ? '' : ` Do you mean ${nearest}?`}`;
  });
}

/** Puts a value into nested objects, which are made. `path` is one of the schema, never of a caller. */
export function setAt(values: { [name: string]: unknown }, path: readonly string[], value: unknown): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  if (rest.length === 0) {
    values[name] = value;
    return;
  }
  const below = { ...Object(values[name]) };
  setAt(below, rest, value);
  values[name] = below;
}
