import type { ExtractedPart } from '../extractor.ts';
import { decodeBase64 } from '../text/decode-base64.ts';

/** RFC 2397, as far as the comma; what follows ends where the text around it says so. */
const HEAD = /data:([\w.+-]{1,100}\/([\w.+-]{1,100}))?((?:;[^,;"'()<>]{1,200}){0,10}),/gi;

const QUOTES: readonly string[] = ['"', "'", '`'];

/**
 * Yields what the data URIs of a text hold, whether in attributes, style sheets or scripts. What seems to lie inside one
 * is looked for when that one is.
 */
export function* findDataUris(text: string): Generator<ExtractedPart, void, undefined> {
  const heads = new RegExp(HEAD);
  for (let match = heads.exec(text); match !== null; match = heads.exec(text)) {
    const [head, , subtype = 'plain', parameters = ''] = match;
    const start = match.index + head.length;
    const end = findEnd(text, start, text[match.index - 1]);
    const data = unescapeBytes(text.slice(start, end));
    const bytes = /;\s*base64\s*$/i.test(parameters) ? decodeBase64(data) : Buffer.from(data, 'latin1');
    if (bytes.length > 0) yield { name: `data.${toExtension(subtype)}`, bytes };
    heads.lastIndex = end;
  }
}

/** Where a quote stands before the address, it ends with the next one, else with what ends an address in a text. */
function findEnd(text: string, start: number, before = ''): number {
  const end = QUOTES.includes(before) ? text.indexOf(before, start) : indexOfAny(text, start);
  return end < 0 ? text.length : end;
}

function indexOfAny(text: string, start: number): number {
  const ends = /["'\s)>]/g;
  ends.lastIndex = start;
  return ends.exec(text)?.index ?? -1;
}

function unescapeBytes(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_escape, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function toExtension(subtype: string): string {
  return subtype
    .toLowerCase()
    .replace(/\+.*$/, '')
    .replace(/^(x-|vnd\.)/, '');
}
