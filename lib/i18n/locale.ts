import { i18n } from '#i18n';

/**
 * The language that numbers and times are told in, as `Intl` takes it: the one of the words, as it is used where the
 * person lives if the browser's is that language (`en-GB`).
 */
export function locale(): string {
  const words = i18n.t('language.code');
  const browsers = i18n.t('@@ui_locale').replaceAll('_', '-');
  return browsers === words || browsers.startsWith(`${words}-`) ? browsers : words;
}
