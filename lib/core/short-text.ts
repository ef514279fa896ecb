import { toVisibleText } from './visible-text.ts';

/** How many characters stand at most: of what is longer the beginning, and the end, where a name says what it is. */
const BEGINNING = 120;
const END = 30;

/** Untrusted text for a line of a sentence or two: visible as `toVisibleText` makes it, and cut in the middle. */
export function toShortText(text: string): string {
  const characters = [...toVisibleText(text)];
  if (characters.length <= BEGINNING + END) return characters.join('');
  return `${characters.slice(0, BEGINNING).join('')}…${characters.slice(-END).join('')}`;
}
