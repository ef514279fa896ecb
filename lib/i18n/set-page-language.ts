import { i18n } from '#i18n';
import { locale } from './locale.ts';

/**
 * Tells the page its language and direction, for screen readers, hyphenation and layout. They are those of the words: in
 * a browser whose language Sluice does not speak, a page reads in English, and from the left.
 */
export function setPageLanguage(page: Document): void {
  page.documentElement.lang = locale();
  page.documentElement.dir = i18n.t('language.direction');
}
