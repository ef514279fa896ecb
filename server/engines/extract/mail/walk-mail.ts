import type { ExtractedPart, UnopenedPart } from '../extractor.ts';
import { decodeBase64 } from '../text/decode-base64.ts';
import { decodeQuotedPrintable } from '../text/decode-quoted-printable.ts';
import { decodeWords, parseParameters } from './header-parameters.ts';
import { isMail } from './is-mail.ts';
import { listHeader, type MailEntity, readEntity } from './read-entity.ts';
import { guessBoundary, splitMultipart } from './split-multipart.ts';

/** Multiparts and messages inside one another. A mail of more is none that a person wrote. */
const MAX_NESTING = 50;

/** Text before the first and behind the last part that is more than “This is a message in MIME format.” */
const MIN_OUTSIDE_BYTES = 200;

const MESSAGES: readonly string[] = ['message/rfc822', 'message/global', 'message/news'];

const EXTENSIONS: Record<string, string> = {
  'text/plain': '.txt',
  'text/html': '.html',
  'text/calendar': '.ics',
};

/**
 * Yields the bodies and attachments of a message, decoded, also those of messages inside it.
 * @param prefix stands before each name, empty or ending with a slash.
 */
export function* walkMail(
  bytes: Buffer,
  prefix = '',
  nesting = 0,
): Generator<ExtractedPart | UnopenedPart, void, undefined> {
  if (nesting > MAX_NESTING) {
    yield {
      reason: 'damaged',
      words: 'its parts are nested too deeply',
      members: prefix === '' ? [] : [prefix],
    };
    return;
  }
  const entity = readEntity(bytes);
  const types = listHeader(entity, 'content-type').map(parseParameters);
  const type = types[0]?.value ?? '';
  if (type === 'multipart/encrypted')
    yield { reason: 'encrypted', words: 'the mail is encrypted', members: prefix === '' ? [] : [prefix] };
  const boundaries = listBoundaries(types, entity.body);
  const splits = boundaries.flatMap((boundary) => splitMultipart(entity.body, boundary) ?? []);
  for (const { parts, outside } of splits) {
    for (const part of parts) yield* walkMail(part, prefix, nesting + 1);
    for (const text of outside)
      if (text.length > MIN_OUTSIDE_BYTES) yield { name: `${prefix}outside.txt`, bytes: text };
  }
  if (splits.length > 0) return;
  yield* walkLeaf(entity, type, prefix, nesting);
}

/** The boundaries that any program may split by; of a text only the one that its own lines suggest. */
function listBoundaries(types: readonly ReturnType<typeof parseParameters>[], body: Buffer): string[] {
  const named = types
    .filter(({ value }) => value.startsWith('multipart/'))
    .flatMap(({ parameters }) => parameters.get('boundary') ?? []);
  const known = [...new Set(named)].filter(
    (boundary) => boundary !== '' && body.includes(`--${boundary}`, 0, 'latin1'),
  );
  return known.length > 0 ? known : [guessBoundary(body) ?? ''].filter((boundary) => boundary !== '');
}

function* walkLeaf(
  entity: MailEntity,
  type: string,
  prefix: string,
  nesting: number,
): Generator<ExtractedPart | UnopenedPart, void, undefined> {
  const name = toName(entity, type);
  for (const { bytes, isDecoded } of decodeBody(entity)) {
    // In a digest (RFC 2046, 5.1.5) a part without a type is a message.
    const isMessage = MESSAGES.includes(type) || (type === '' && isMail(bytes));
    // A message in the clear has been scanned with the one around it.
    if (!isMessage || isDecoded) {
      if (bytes.length > 0) yield { name: `${prefix}${name}`, bytes };
    }
    if (isMessage) yield* walkMail(bytes, `${prefix}${name}/`, nesting + 1);
  }
}

/** The body as every program may read it: one that names two encodings is decoded by both. */
function decodeBody(entity: MailEntity): { bytes: Buffer; isDecoded: boolean }[] {
  const named = listHeader(entity, 'content-transfer-encoding').map((value) =>
    value
      .replace(/\([^)]*\)/g, '')
      .trim()
      .toLowerCase()
      .replace(/^"|["; ]+$/g, ''),
  );
  const encodings = [...new Set(named.length === 0 ? [''] : named)];
  return encodings.map((encoding) => {
    if (encoding === 'base64')
      return { bytes: decodeBase64(entity.body.toString('latin1')), isDecoded: true };
    if (encoding === 'quoted-printable')
      return { bytes: decodeQuotedPrintable(entity.body.toString('latin1')), isDecoded: true };
    // 7bit, 8bit and binary; uuencode is found by its own mark.
    return { bytes: entity.body, isDecoded: false };
  });
}

function toName(entity: MailEntity, type: string): string {
  const disposition = listHeader(entity, 'content-disposition').map(parseParameters);
  const types = listHeader(entity, 'content-type').map(parseParameters);
  const given =
    disposition.flatMap(({ parameters }) => parameters.get('filename') ?? [])[0] ??
    types.flatMap(({ parameters }) => parameters.get('name') ?? [])[0] ??
    toLocation(entity);
  if (given !== undefined && given.trim() !== '') return given.trim();
  if (type.startsWith('message/')) return 'message.eml';
  return type === '' ? 'body.txt' : `body${EXTENSIONS[type] ?? ''}`;
}

/** Pages saved as MHTML name each part by its address (RFC 2557). */
function toLocation(entity: MailEntity): string | undefined {
  const location = listHeader(entity, 'content-location')[0];
  return location === undefined
    ? undefined
    : decodeWords(location)
        .replace(/[?#].*$/, '')
        .split('/')
        .at(-1);
}
