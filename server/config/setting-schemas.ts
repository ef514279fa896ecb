import { resolve } from 'node:path';
import * as v from 'valibot';

/*
 * One helper for each kind of setting. Each takes what the setting is where nobody sets it, and what it means, with its
 * unit: that text stands in the JSON Schema and in docs/settings.md. A message goes on the name of the setting.
 */

/** A whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number, preset: number, about: string) {
  const words = `must be a whole number from ${min} to ${max}`;
  const schema = v.pipe(
    v.number(words),
    v.integer(words),
    v.minValue(min, words),
    v.maxValue(max, words),
    v.description(about),
  );
  return v.optional(schema, preset);
}

/** Yes or no. */
export function flag(preset: boolean, about: string) {
  return v.optional(v.pipe(v.boolean('must be true or false'), v.description(about)), preset);
}

/** One of some words. */
export function choice<const T extends readonly string[]>(words: T, preset: T[number], about: string) {
  const schema = v.pipe(v.picklist(words, `must be one of ${words.join(', ')}`), v.description(about));
  return v.optional(schema, () => preset);
}

/** A text that is not empty. */
export function text(preset: string, about: string) {
  const words = 'must be a text that is not empty';
  return v.optional(v.pipe(v.string(words), v.nonEmpty(words), v.description(about)), preset);
}

const pathSchema = (words: string, folder: string | null) =>
  v.pipe(
    v.string(words),
    v.nonEmpty(words),
    v.transform((path) => (folder === null ? path : resolve(folder, path))),
  );

/**
 * A file or folder of this machine, or null.
 * @param folder what a relative path is meant from; null leaves it as it is
 */
export function optionalPath(folder: string | null, about: string) {
  const schema = v.nullable(pathSchema('must be a path', folder));
  return v.optional(v.pipe(schema, v.description(about)), null);
}

/** Files or folders of this machine. */
export function paths(folder: string | null, about: string) {
  const words = 'must be a list of paths';
  const schema = v.array(pathSchema(words, folder), words);
  return v.optional(v.pipe(schema, v.description(about)), () => []);
}

/**
 * Networks, addresses and the like, of which `isEntry` takes each.
 * @param kind what an entry must be, for whoever wrote another
 */
export function networks(about: string, isEntry: (text: string) => boolean, kind: string) {
  const entry = v.pipe(v.string(`must be ${kind}`), v.check(isEntry, `must be ${kind}`));
  const schema = v.array(entry, 'must be a list of networks');
  return v.optional(v.pipe(schema, v.description(about)), () => []);
}

/** Settings that belong together. */
export function group<const E extends v.ObjectEntries>(entries: E) {
  return v.optional(v.strictObject(entries, 'must be an object'), () => ({}) as never);
}
