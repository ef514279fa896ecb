import { i18n } from '#i18n';

/** The language of the browser's interface, as `Intl` takes it. */
export function locale(): string {
  return i18n.t('@@ui_locale').replace('_', '-') || 'en';
}
