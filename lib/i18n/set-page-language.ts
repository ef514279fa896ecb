import { i18n } from '#i18n';

/** Tells the page its language and direction, for screen readers, hyphenation and layout. */
export function setPageLanguage(page: Document): void {
  page.documentElement.lang = i18n.t('@@ui_locale').replace('_', '-');
  page.documentElement.dir = i18n.t('@@bidi_dir');
}
