import { toVisibleText } from '../lib/core/visible-text.ts';

/** How much of a name's end always stands, in characters: enough for "….pdf.exe". */
const ENDING_LENGTH = 10;

/**
 * A file's name that never hides its ending, which is what tells a program from a document: where there is no room, it
 * is cut in the middle. What of it can't be seen, or would turn it around, is named in its place.
 */
export function FileName({ name, title }: { name: string; title: string }) {
  const characters = [...toVisibleText(name)];
  return (
    <bdi class="name" title={toVisibleText(title)}>
      <span class="beginning">{characters.slice(0, -ENDING_LENGTH).join('')}</span>
      <span class="ending">{characters.slice(-ENDING_LENGTH).join('')}</span>
    </bdi>
  );
}
