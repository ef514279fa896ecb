import * as v from 'valibot';
import { MAX_KEPT, type Preferences, THEMES } from '../core/preferences.ts';

const Fields = v.fallback(v.record(v.string(), v.unknown()), {});
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_KEPT));

/** What a file says of the preferences, and the fields of it that are not taken: they are as they were here before. */
export type ImportedPreferences = { preferences: Preferences; untaken: readonly string[] };

/**
 * Reads the preferences of an exported file one by one; what is missing or can't be read stays as it is here.
 * @param hasHistory there are scans here: a file must not make them go, so no limit is taken that is narrower than now
 */
export function readImportedPreferences(
  value: unknown,
  here: Preferences,
  hasHistory: boolean,
): ImportedPreferences {
  // Something that holds no fields can't be read in any of them.
  const isReadable = value === undefined || v.is(v.record(v.string(), v.unknown()), value);
  const fields = v.parse(Fields, value);
  const untaken: string[] = isReadable ? [] : Object.keys(here);

  function one<T>(name: keyof Preferences, schema: v.GenericSchema<unknown, T>, fallback: T): T {
    if (fields[name] === undefined) return fallback;
    const parsed = v.safeParse(schema, fields[name]);
    if (!parsed.success) untaken.push(name);
    return parsed.success ? parsed.output : fallback;
  }

  function count(name: 'keepDays' | 'keepRows'): number {
    const read = one(name, Count, here[name]);
    if (!hasHistory || !isNarrower(read, here[name])) return read;
    untaken.push(name);
    return here[name];
  }

  const preferences: Preferences = {
    theme: one('theme', v.picklist(THEMES), here.theme),
    notifyClean: one('notifyClean', v.boolean(), here.notifyClean),
    askBeforeDocuments: one('askBeforeDocuments', v.boolean(), here.askBeforeDocuments),
    keepDays: count('keepDays'),
    keepRows: count('keepRows'),
  };
  return { preferences, untaken };
}

/** Of two limits, of which 0 is none. */
function isNarrower(limit: number, other: number): boolean {
  return limit > 0 && (other === 0 || limit < other);
}
