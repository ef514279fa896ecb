import { i18n } from '#i18n';
import { toVisibleHost } from '../core/visible-host.ts';

/** A host for people, with a warning where it may be taken for another one. */
export function hostWords(host: string): string {
  const { text, isSuspect } = toVisibleHost(host);
  return isSuspect ? i18n.t('host.lookAlike', [text]) : text;
}
