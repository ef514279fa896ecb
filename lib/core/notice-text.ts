import { toVisibleText } from './visible-text.ts';

/** Characters of a name's end that stay in sight: its ending tells what it is. */
const END_KEPT = 16;
const MOST_OF_NAME = 60;

/** Text for a notification: each of its lines reads as what it is, and it has at most `most` characters. */
export function toNoticeText(text: string, most: number): string {
  const characters = [...text.split('\n').map(toVisibleText).join('\n')];
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`;
}

/** A file's name for a notification: cut in the middle, so that its ending stays in sight. */
export function toNoticeName(name: string): string {
  const characters = [...toVisibleText(name)];
  if (characters.length <= MOST_OF_NAME) return characters.join('');
  const kept = characters.slice(0, MOST_OF_NAME - END_KEPT - 1);
  return [...kept, '…', ...characters.slice(-END_KEPT)].join('');
}
