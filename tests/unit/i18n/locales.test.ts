import { describe, expect, test } from 'vitest';
import { EQUAL_WORDS } from './equal-words.ts';
import { findLocaleFaults } from './find-locale-faults.ts';
import { parseWords, readLocales, type Words } from './read-locales.ts';

const locales = await readLocales();
const english = locales.get('en') ?? new Map();

test('Sluice speaks seven languages', () => {
  expect([...locales.keys()]).toEqual(['de', 'en', 'es', 'fr', 'he', 'ja', 'pt_BR']);
});

test.each([...locales])('%s has all words of English, and no others', (language, words) => {
  expect(findLocaleFaults(language, words, english, new Set(EQUAL_WORDS[language]))).toEqual([]);
});

test.each([...locales])('%s names itself and its direction', (language, words) => {
  expect(words.get('language.code')).toEqual({ '': language.replace('_', '-') });
  expect(words.get('language.direction')).toEqual({ '': language === 'he' ? 'rtl' : 'ltr' });
});

test.each(Object.entries(EQUAL_WORDS))(
  'words of %s that may read as in English still do',
  (language, keys) => {
    const words = locales.get(language);
    if (words === undefined) return;
    const needless = findLocaleFaults(language, words, english);
    for (const key of keys) expect(needless).toContain(`${key} is not translated.`);
  },
);

describe('what is wrong with a language is found', () => {
  const source = parseWords(`
a: Scan
b: Sending $2 to $1
c:
  1: one more
  n: $1 more
`);
  const faultsOf = (language: string, text: string, mayBeEqual: string[] = []) =>
    findLocaleFaults(language, parseWords(text), source, new Set(mayBeEqual));
  const GOOD = 'a: Prüfen\nb: $2 an $1\nc:\n  1: noch einer\n  n: noch $1\n';

  test('nothing, where nothing is', () => {
    expect(faultsOf('de', GOOD)).toEqual([]);
    expect(findLocaleFaults('en', source, source)).toEqual([]);
  });

  test.each<[fault: string, text: string]>([
    ['a is missing.', GOOD.replace('a: Prüfen\n', '')],
    ['d is not in English.', `${GOOD}d: Neu\n`],
    ['a is not translated.', GOOD.replace('Prüfen', 'Scan')],
    ['a is empty.', GOOD.replace('Prüfen', '""')],
    ['b has "$1" in place of "$1 $2".', GOOD.replace('$2 an', 'An')],
    ['b has "$1 $2 $3" in place of "$1 $2".', GOOD.replace('$2 an', '$2 $3 an')],
    ['c has "" in place of "$1".', GOOD.replace('noch $1', 'noch mehr')],
    ['c has the forms "n" in place of "1 n".', GOOD.replace('  1: noch einer\n', '')],
    ['c has the forms "" in place of "1 n".', 'a: Prüfen\nb: $2 an $1\nc: noch $1\n'],
    ["b is not in English's place.", 'b: $2 an $1\na: Prüfen\nc:\n  1: noch einer\n  n: noch $1\n'],
  ])('%s', (fault, text) => {
    expect(faultsOf('de', text)).toEqual([fault]);
  });

  test('which forms a plural needs is the language’s own', () => {
    const none = 'a: x\nb: $1 $2\nc:\n  n: $1\n';
    expect(faultsOf('fr', none)).toEqual(['c has the forms "n" in place of "0 1 n".']);
    expect(
      faultsOf(
        'ja',
        none.replace('x', '検査').replace('$1 $2', '$1 を $2 へ').replace('n: $1', 'n: 他 $1 件'),
      ),
    ).toEqual([]);
  });

  test('nothing in words of its own needs all three forms', () => {
    const nothing = parseWords('c:\n  0: none\n  1: one\n  n: $1\n');
    expect(findLocaleFaults('en', nothing, nothing)).toEqual([]);
    expect(findLocaleFaults('ja', parseWords('c:\n  0: なし\n  n: $1 件\n'), nothing)).toEqual([
      'c has the forms "0 n" in place of "0 1 n".',
    ]);
  });

  test('Latin letters alone are no Hebrew and no Japanese', () => {
    const words: Words = new Map([...source].map(([key]) => [key, { '': 'Sluice' }]));
    const one = new Map([...source].slice(0, 1));
    expect(findLocaleFaults('he', new Map([...words].slice(0, 1)), one)).toEqual(['a is not translated.']);
    expect(findLocaleFaults('ja', new Map([...words].slice(0, 1)), one, new Set(['a']))).toEqual([]);
  });
});
