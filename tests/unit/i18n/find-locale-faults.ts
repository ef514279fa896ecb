import type { Words } from './read-locales.ts';

/** The letters of languages that are not written in Latin ones: a text without any of them is not translated. */
const LETTERS: Readonly<Record<string, RegExp>> = {
  he: /\p{Script=Hebrew}/u,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
};

/** The forms of a plural that say the count in words, or not at all. */
const FEW = ['0', '1'];

/**
 * Compares a language with English.
 * @param mayBeEqual keys whose text is right although it reads as in English
 * @returns a sentence for each fault
 */
export function findLocaleFaults(
  language: string,
  words: Words,
  english: Words,
  mayBeEqual: ReadonlySet<string> = new Set(),
): string[] {
  const missing = [...english.keys()].filter((key) => !words.has(key)).map((key) => `${key} is missing.`);
  const extra = [...words.keys()]
    .filter((key) => !english.has(key))
    .map((key) => `${key} is not in English.`);
  const faults = [...english].flatMap(([key, source]) => {
    const forms = words.get(key);
    if (forms === undefined) return [];
    const isSame = language !== 'en' && !mayBeEqual.has(key) && isUntranslated(language, forms, source);
    return [
      ...(isSame ? [`${key} is not translated.`] : []),
      ...findFormFaults(language, key, forms, source),
      ...findPlaceholderFaults(key, forms, source),
    ];
  });
  const inOrder = [...english.keys()].filter((key) => words.has(key));
  const moved = [...words.keys()].filter((key) => english.has(key)).find((key, at) => key !== inOrder[at]);
  return [
    ...missing,
    ...extra,
    ...faults,
    ...(moved === undefined ? [] : [`${moved} is not in English's place.`]),
  ];
}

type Forms = Readonly<Record<string, string>>;

function isUntranslated(language: string, forms: Forms, source: Forms): boolean {
  const texts = Object.values(forms);
  const letters = LETTERS[language];
  if (letters !== undefined) return texts.some((text) => !letters.test(text));
  return texts.some((text) => Object.values(source).includes(text));
}

/**
 * The library shows the form `0` for nothing, `1` for one, `n` for the rest: each where the language tells it apart.
 * Where English says nothing in words of its own, every language does; of two forms the library takes the first for one.
 */
function findFormFaults(language: string, key: string, forms: Forms, source: Forms): string[] {
  const found = Object.keys(forms).toSorted().join(' ');
  const wanted = '' in source ? '' : '0' in source ? '0 1 n' : pluralForms(language);
  const empty = Object.values(forms).some((text) => text.trim() === '') ? [`${key} is empty.`] : [];
  return found === wanted ? empty : [`${key} has the forms "${found}" in place of "${wanted}".`, ...empty];
}

function pluralForms(language: string): string {
  const rules = new Intl.PluralRules(language.replace('_', '-'));
  if (rules.select(1) === rules.select(5)) return 'n';
  return rules.select(0) === rules.select(1) ? '0 1 n' : '1 n';
}

function findPlaceholderFaults(key: string, forms: Forms, source: Forms): string[] {
  const wanted = placeholdersOf(source.n ?? source[''] ?? '');
  return Object.entries(forms).flatMap(([form, text]) => {
    const found = placeholdersOf(text);
    const isCounted =
      FEW.includes(form) && wanted.filter((name) => name !== '$1').join(' ') === found.join(' ');
    return isCounted || found.join(' ') === wanted.join(' ')
      ? []
      : [`${key} has "${found.join(' ')}" in place of "${wanted.join(' ')}".`];
  });
}

function placeholdersOf(text: string): string[] {
  return [...new Set(text.match(/\$[1-9]|\{[a-z]+\}/gi) ?? [])].toSorted();
}
