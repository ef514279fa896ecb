import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.doUnmock('#i18n');
  vi.resetModules();
});

test.each([
  ['en_US', 'en', 'en-US'],
  ['en_GB', 'en', 'en-GB'],
  ['de', 'de', 'de'],
  ['pt_BR', 'pt-BR', 'pt-BR'],
  ['fr_CA', 'fr', 'fr-CA'],
  // Sluice speaks no Arabic, and no Portuguese but the Brazilian: the words are English.
  ['ar', 'en', 'en'],
  ['pt_PT', 'en', 'en'],
  ['', 'en', 'en'],
])('a browser in "%s" with words in %s counts in %s', async (browsers, words, expected) => {
  const texts: Readonly<Record<string, string>> = {
    '@@ui_locale': browsers,
    '@@bidi_dir': 'rtl',
    'language.code': words,
    'language.direction': 'ltr',
  };
  vi.resetModules();
  vi.doMock('#i18n', () => ({ i18n: { t: (key: string) => texts[key] } }));
  const { setPageLanguage } = await import('../../../lib/i18n/set-page-language.ts');
  const page = { documentElement: { lang: '', dir: '' } };
  setPageLanguage(Object.assign(Object.create(null), page));
  expect(page.documentElement).toEqual({ lang: expected, dir: 'ltr' });
});
