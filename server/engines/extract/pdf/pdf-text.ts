/**
 * A text string (ISO 32000-1, 7.9.2.2) as text: UTF-16 where it begins with that mark, else one character for each byte.
 * @param text one character for each byte.
 */
export function toPdfText(text: string): string {
  if (!text.startsWith('\xfe\xff')) return text;
  const bytes = Buffer.from(text.slice(2), 'latin1');
  return bytes
    .subarray(0, bytes.length & ~1)
    .swap16()
    .toString('utf16le')
    .toWellFormed();
}
