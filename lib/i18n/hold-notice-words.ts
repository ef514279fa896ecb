import type { Hold } from '../core/hold.ts';
import { toNoticeName } from '../core/notice-text.ts';
import type { Scan } from '../core/scan.ts';
import { toFileName } from '../core/target.ts';
import { holdWords } from './hold-words.ts';
import { questionWords } from './question-words.ts';

/** What a notification says of a guarded download: what is asked about it, or what became of it. */
export function holdNoticeWords(hold: Hold, scan: Scan | undefined): { title: string; message: string } {
  const asked = hold.question === undefined ? '' : questionWords(hold.question, scan);
  return {
    title: toNoticeName(toFileName(hold.name) || (scan?.name ?? '')),
    message: [asked, holdWords(hold)].filter(Boolean).join(' '),
  };
}
