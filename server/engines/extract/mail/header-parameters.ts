import { decodeBase64 } from '../text/decode-base64.ts';
import { decodeQuotedPrintable } from '../text/decode-quoted-printable.ts';

/** `text/plain; charset=utf-8` read (RFC 2045, 5.1): the value in lower case, and its parameters decoded. */
export type ParameterizedValue = { value: string; parameters: ReadonlyMap<string, string> };

/** Characters of one header that are read. */
const MAX_HEADER = 20_000;

const PARAMETER = /;\s*([^\s=;"]+)\s*=\s*("((?:\\.|[^"\\])*)"?|[^;]*)/g;

/** Reads a header's value with parameters: continued and encoded ones (RFC 2231), and encoded words (RFC 2047). */
export function parseParameters(header: string): ParameterizedValue {
  const value = (/^[^;]*/.exec(header)?.[0] ?? '').trim().toLowerCase();
  const pieces = new Map<string, Map<number, string>>();
  for (const [, rawName = '', raw = '', quoted] of header.slice(0, MAX_HEADER).matchAll(PARAMETER)) {
    const [, name = '', section, star = ''] =
      /^([^*]*)(?:\*(\d{1,4}))?(\*?)$/.exec(rawName.toLowerCase()) ?? [];
    const text = quoted?.replace(/\\(.)/g, '$1') ?? raw.trim();
    const sections = pieces.get(name) ?? new Map<number, string>();
    // Of a parameter that comes twice, programs read the first or the last. An encoded one wins: RFC 2231 wants it so.
    const index = section === undefined ? (star === '*' ? 0 : -1) : Number(section);
    if (!sections.has(index)) sections.set(index, star === '*' ? unescapeSection(text, index === 0) : text);
    pieces.set(name, sections);
  }
  return {
    value,
    parameters: new Map([...pieces].map(([name, sections]) => [name, joinSections(sections)])),
  };
}

/** Decodes the encoded words of RFC 2047 in a header, wherever they stand. */
export function decodeWords(text: string): string {
  return text
    .replace(/(=\?[^?\s]+\?[bq]\?[^?\s]*\?=)\s+(?==\?)/gi, '$1')
    .replace(
      /=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bq])\?([^?]*)\?=/gi,
      (_word, charset: string, how: string, data: string) =>
        decodeText(
          how.toLowerCase() === 'b' ? decodeBase64(data) : decodeQuotedPrintable(data.replaceAll('_', ' ')),
          charset,
        ),
    );
}

function joinSections(sections: ReadonlyMap<number, string>): string {
  const encoded = [...sections].filter(([index]) => index >= 0).sort(([a], [b]) => a - b);
  const text = encoded.length > 0 ? encoded.map(([, piece]) => piece).join('') : (sections.get(-1) ?? '');
  return decodeWords(decodeRawUtf8(text));
}

/** `utf-8'en'%e2%82%ac`; only the first section names the character set, so the others are read as UTF-8. */
function unescapeSection(text: string, isFirst: boolean): string {
  const [, charset, rest] = isFirst ? (/^([^']*)'[^']*'(.*)$/s.exec(text) ?? []) : [];
  const escaped = rest ?? text;
  const bytes = Buffer.from(
    escaped.replace(/%([0-9a-f]{2})/gi, (_escape, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    'latin1',
  );
  return decodeText(bytes, charset ?? 'utf-8');
}

/** Many programs write file names as plain UTF-8. Text that has been decoded has characters that are no bytes. */
function decodeRawUtf8(text: string): string {
  const bytes = Buffer.from(text, 'latin1');
  if (bytes.toString('latin1') !== text) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return text;
  }
}

function decodeText(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}
