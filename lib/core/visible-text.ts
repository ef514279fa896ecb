/** Characters that nobody sees, or that change the direction of others, by what people call them. */
const NAMES: Readonly<Record<string, string>> = {
  '\u00ad': 'SHY',
  '\u061c': 'ALM',
  '\u200b': 'ZWSP',
  '\u200c': 'ZWNJ',
  '\u200d': 'ZWJ',
  '\u200e': 'LRM',
  '\u200f': 'RLM',
  '\u202a': 'LRE',
  '\u202b': 'RLE',
  '\u202c': 'PDF',
  '\u202d': 'LRO',
  '\u202e': 'RLO',
  '\u2060': 'WJ',
  '\u2066': 'LRI',
  '\u2067': 'RLI',
  '\u2068': 'FSI',
  '\u2069': 'PDI',
  '\ufeff': 'BOM',
};

/**
 * Scripts and signs in which joiners and variation selectors mean something:
 * https://www.unicode.org/reports/tr31/#Layout_and_Format_Control_Characters
 */
const JOINED =
  /(?<=[\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}])[\u200c\u200d]|(?<=[\p{Extended_Pictographic}\p{Script=Han}])[\ufe0e\ufe0f]|(?<=[0-9#*])\ufe0f(?=\u20e3)/gu;
const UNSEEN = /[\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800\ufff9-\ufffb]/gu;
/** Surrogates without their other half. */
const HALF = /\p{Cs}/gu;
/** They are drawn as a space, or as none. */
const PLAIN_SPACE = /[\t\n\r]/g;
/** Pushes what follows out of sight, such as a file's ending. */
const MANY_SPACES = /\p{Zs}{3,}/gu;
/** Piled up they cover the lines above and below. */
const MANY_MARKS = /(\p{M}{4})\p{M}+/gu;

/**
 * Untrusted text as one line that reads as what it is: what is not seen, or turns the text around, is named in brackets
 * (`⟨RLO⟩`), and so are runs of spaces (`⟨12 × SP⟩`). The same again changes nothing.
 */
export function toVisibleText(text: string): string {
  const kept = new Set([...text.matchAll(JOINED)].map(({ index }) => index));
  return text
    .replace(HALF, '\ufffd')
    .replace(PLAIN_SPACE, ' ')
    .replace(UNSEEN, (character, index: number) => (kept.has(index) ? character : `⟨${nameOf(character)}⟩`))
    .replace(MANY_SPACES, (run) => `⟨${run.length} × SP⟩`)
    .replace(MANY_MARKS, '$1⟨…⟩');
}

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return NAMES[character] ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
