import { toVisibleText } from '../lib/core/visible-text.ts';

/** How much of a name's end always stands, in characters: enough for "….pdf.exe". */
const ENDING_LENGTH = 10;

/**
 * A file's name that never hides its ending, which is what tells a program from a document: where there is no room, it
 * is cut in the middle. What of it can't be seen, or would turn it around, is named in its place.
 */
export function FileName({ name, title }: { name: string; title: string }) {
  const visible = toVisibleText(name);
  const characters = [...visible];
  return (
    <bdi class="name" title={toVisibleText(title)}>
      {/* Two parts would be read with a gap between them: those that are seen are drawn by the style sheet. */}
      <span class="visually-hidden">{visible}</span>
      <span class="beginning" data-text={characters.slice(0, -ENDING_LENGTH).join('')} aria-hidden="true" />
      <span class="ending" data-text={characters.slice(-ENDING_LENGTH).join('')} aria-hidden="true" />
    </bdi>
  );
}
