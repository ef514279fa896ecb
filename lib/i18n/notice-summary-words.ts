import { i18n } from '#i18n';
import type { NoticeWeight } from '../core/notice-action.ts';

const PARTS = ['alarm', 'question', 'news'] as const;

/** What one notification says that stands for many. */
export function noticeSummaryWords(counts: Record<NoticeWeight, number>): { title: string; message: string } {
  const parts = PARTS.filter((weight) => counts[weight] > 0).map((weight) =>
    i18n.t(`notice.${weight}`, counts[weight]),
  );
  const count = counts.alarm + counts.question + counts.news;
  return { title: i18n.t('notice.more', count), message: parts.join('\n') };
}
