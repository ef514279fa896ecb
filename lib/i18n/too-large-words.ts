import { i18n } from '#i18n';
import { exactSizeWords, sizeWords } from './size-words.ts';

/** Says by how much something is too large, such as "612 MB is over the limit of 500 MB." Sizes in bytes. */
export function tooLargeWords(size: number, limit: number): string {
  const [large, allowed] = [sizeWords(size), sizeWords(limit)];
  // A file that is a byte too large would be "500 MB over the limit of 500 MB".
  return large === allowed
    ? i18n.t('problem.overLimit', [exactSizeWords(size), exactSizeWords(limit)])
    : i18n.t('problem.overLimit', [large, allowed]);
}
