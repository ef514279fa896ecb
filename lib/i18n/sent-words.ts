import { i18n } from '#i18n';
import type { Scan } from '../core/scan.ts';
import { dateWords } from './date-words.ts';
import { serverName } from './server-name.ts';
import { sizeWords } from './size-words.ts';

/** Says what of a scan left this machine, to whom and when: one sentence each. */
export function sentWords(scan: Scan): readonly string[] {
  const { route, server, submittedAt, size, linkResult, maybeSubmittedTwice, answeredFrom } = scan;
  if (answeredFrom !== undefined) return [i18n.t('details.answered')];
  if (server === undefined) return [i18n.t('details.nothingSent')];
  const what =
    route === 'bytes' ? i18n.t('details.bytes', [sizeWords(size ?? 0)]) : i18n.t(`details.${route}`);
  const main =
    submittedAt === undefined
      ? i18n.t('details.tried', [what, serverName(server)])
      : i18n.t('details.sent', [what, serverName(server), dateWords(submittedAt)]);
  return [
    main,
    ...(linkResult === undefined ? [] : [i18n.t('details.linkBefore')]),
    ...(maybeSubmittedTwice ? [i18n.t('maybeTwice')] : []),
  ];
}
