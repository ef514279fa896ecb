/** What a `Content-Disposition` says, as Firefox reads it. */
export type Disposition = {
  isAttachment: boolean;
  /** The file's name as the site wrote it, untrusted; '' where it names none. */
  name: string;
};

/** More of a header is not read: nobody names a file in so many characters. */
const MAX_LENGTH = 8_192;
const MAX_PIECES = 100;
/** One parameter: a name, and a value in quotes (which may lack the last one) or up to the next semicolon. */
const PARAMETER = /([^\s;="]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)(?:"|$)|([^;]*))/gs;
/** RFC 8187: `utf-8'en'na%C3%AFve.txt`. */
const EXTENDED = /^([\w-]+)'[^']*'(.*)$/s;
/** RFC 2047: `=?utf-8?B?bmHDr3ZlLnR4dA==?=`. */
const ENCODED_WORD = /=\?([\w-]+)\?([bq])\?([^?]*)\?=/gi;

/**
 * Reads a header of RFC 6266 as Firefox does, and it reads more than that: pieces of a name (RFC 2231), encoded words
 * (RFC 2047), plain UTF-8 and percent signs. A name that only the browser understood would pass our rules as another one.
 * @param header its bytes as characters, as webRequest hands it over
 */
export function readDisposition(header: string): Disposition {
  const text = header.slice(0, MAX_LENGTH);
  return { isAttachment: isAttachment(text), name: findName(readParameters(text)) };
}

/** Anything but "inline" is an attachment, and a name alone is no word on it: `NS_GetContentDispositionFromToken`. */
function isAttachment(text: string): boolean {
  const word = (/^[^;\s]*/.exec(text.trimStart())?.[0] ?? '').toLowerCase();
  return word !== '' && word !== 'inline' && !word.startsWith('filename');
}

/** The first of each name counts. */
function readParameters(text: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, plain = ''] of text.matchAll(PARAMETER)) {
    const value = quoted?.replace(/\\(.)/gs, '$1') ?? plain.trim();
    const key = name.toLowerCase();
    if (!parameters.has(key)) parameters.set(key, value);
  }
  return parameters;
}

function findName(parameters: ReadonlyMap<string, string>): string {
  const extended = decodeExtended(parameters.get('filename*') ?? '');
  return extended ?? joinPieces(parameters) ?? decodePlain(parameters.get('filename') ?? '');
}

function decodeExtended(value: string): string | undefined {
  const [, charset, encoded] = EXTENDED.exec(value) ?? [];
  if (charset === undefined || encoded === undefined || /%(?![\da-f]{2})/i.test(encoded)) return undefined;
  return decodeBytes(unescapePercent(encoded), charset);
}

/** `filename*0="set"; filename*1*=up.exe`: the pieces with a star are percent-encoded. */
function joinPieces(parameters: ReadonlyMap<string, string>): string | undefined {
  const first = parameters.get('filename*0*');
  const [, charset = 'utf-8', start] = EXTENDED.exec(first ?? '') ?? [];
  let joined = start === undefined ? parameters.get('filename*0') : unescapePercent(start);
  if (joined === undefined) return undefined;
  for (let index = 1; index < MAX_PIECES; index += 1) {
    const encoded = parameters.get(`filename*${index}*`);
    const piece = encoded === undefined ? parameters.get(`filename*${index}`) : unescapePercent(encoded);
    if (piece === undefined) break;
    joined += piece;
  }
  return decodeBytes(joined, charset);
}

function decodePlain(value: string): string {
  const words = value.replace(ENCODED_WORD, (word: string, charset: string, way: string, encoded: string) => {
    const bytes = way.toLowerCase() === 'b' ? fromBase64(encoded) : fromQuotedPrintable(encoded);
    return bytes === undefined ? word : (decodeBytes(bytes, charset) ?? word);
  });
  if (words !== value) return words;
  const bytes = unescapePercent(value);
  return decodeBytes(bytes, 'utf-8') ?? value;
}

/** One character for each byte. */
function unescapePercent(text: string): string {
  return text.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function fromQuotedPrintable(text: string): string {
  return unescapePercent(text.replaceAll('_', ' ').replaceAll('%', '%25').replaceAll('=', '%'));
}

function fromBase64(text: string): string | undefined {
  try {
    return atob(text);
  } catch {
    return undefined;
  }
}

/** @returns undefined where the bytes are not in that charset, or it is unknown */
function decodeBytes(bytes: string, charset: string): string | undefined {
  // Characters that are no bytes have been decoded by whoever handed them over.
  if (/[^\0-\xff]/.test(bytes)) return bytes;
  try {
    const decoder = new TextDecoder(charset, { fatal: true });
    return decoder.decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
