import { i18n } from '#i18n';
import { locale } from './locale.ts';
import { serverName } from './server-name.ts';
import { sizeWords } from './size-words.ts';

/** How much of an upload has gone out, in bytes. */
export type SentShare = { sent: number; total: number };

/** How much of an upload has gone out, from 0 to 1. Nothing at all is never "done". */
export function sentFraction({ sent, total }: SentShare): number {
  return total > 0 ? Math.min(1, Math.max(0, sent / total)) : 0;
}

/** A share such as "42%". Rounded down: 100 % is all of it. */
export function percentWords(share: SentShare): string {
  const percent = Math.floor(sentFraction(share) * 100);
  return new Intl.NumberFormat(locale(), { style: 'percent' }).format(percent / 100);
}

/** Says how far an upload has come. */
export function uploadWords({ sent, total }: SentShare, server: string | undefined): string {
  return i18n.t('upload.line', [serverName(server), sizeWords(sent), sizeWords(total)]);
}
