import type { UnpackBudget } from '../../unpack-budget.ts';
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

/** A mail that names several boundaries is split by each, up to this many. */
const MAX_BOUNDARIES = 4;

const MESSAGES: readonly string[] = ['message/rfc822', 'message/global', 'message/news'];

const EXTENSIONS: Record<string, string> = {
  'text/plain': '.txt',
  'text/html': '.html',
  'text/calendar': '.ics',
};

/** Where in a mail something stands. `prefix` comes before each name, empty or ending with a slash. */
export type MailPlace = { prefix: string; nesting: number };

/**
 * Yields the bodies and attachments of a message, decoded, also those of messages inside it.
 * @throws LimitReached when the budget's time is over.
 */
export function* walkMail(
  bytes: Buffer,
  budget: UnpackBudget,
  place: MailPlace = { prefix: '', nesting: 0 },
): Generator<ExtractedPart | UnopenedPart, void, undefined> {
  budget.growTo(0);
  const { prefix, nesting } = place;
  const members = prefix === '' ? [] : [prefix.slice(0, -1)];
  if (nesting > MAX_NESTING) {
    yield { reason: 'damaged', words: 'its parts are nested too deeply', members };
    return;
  }
  const entity = readEntity(bytes);
  const types = listHeader(entity, 'content-type').map(parseParameters);
  const type = types[0]?.value ?? '';
  if (type === 'multipart/encrypted') yield { reason: 'sealed', words: 'the mail is encrypted', members };
  const splits = listBoundaries(types, entity.body).flatMap(
    (boundary) => splitMultipart(entity.body, boundary) ?? [],
  );
  for (const { parts, outside, complete } of splits) {
    for (const part of parts) yield* walkMail(part, budget, { prefix, nesting: nesting + 1 });
    for (const text of outside)
      if (text.length > MIN_OUTSIDE_BYTES) yield { name: `${prefix}outside.txt`, bytes: text };
    if (!complete) yield { reason: 'damaged', words: 'it has too many parts', members };
  }
  // A text that only looks like several parts is one part as well.
  if (splits.length === 0 || !type.startsWith('multipart/')) yield* walkLeaf(entity, type, budget, place);
}

/** The boundaries that any program may split by; of a text only the one that its own lines suggest. */
function listBoundaries(types: readonly ReturnType<typeof parseParameters>[], body: Buffer): string[] {
  const named = types
    .filter(({ value }) => value.startsWith('multipart/'))
    .flatMap(({ parameters }) => parameters.get('boundary') ?? []);
  const known = [...new Set(named)]
    .slice(0, MAX_BOUNDARIES)
    .filter((boundary) => boundary !== '' && body.includes(`--${boundary}`, 0, 'latin1'));
  return known.length > 0 ? known : [guessBoundary(body) ?? ''].filter((boundary) => boundary !== '');
}

function* walkLeaf(
  entity: MailEntity,
  type: string,
  budget: UnpackBudget,
  { prefix, nesting }: MailPlace,
): Generator<ExtractedPart | UnopenedPart, void, undefined> {
  const name = toName(entity, type);
  for (const { bytes, isDecoded } of decodeBody(entity)) {
    // In a digest (RFC 2046, 5.1.5) a part without a type is a message.
    const isMessage = MESSAGES.includes(type) || (type === '' && isMail(bytes));
    // A message in the clear has been scanned with the one around it.
    if (bytes.length > 0 && (!isMessage || isDecoded)) yield { name: `${prefix}${name}`, bytes };
    if (isMessage) yield* walkMail(bytes, budget, { prefix: `${prefix}${name}/`, nesting: nesting + 1 });
  }
}

/** The body as every program may read it: one that names two encodings is decoded by both. */
function decodeBody(entity: MailEntity): { bytes: Buffer; isDecoded: boolean }[] {
  const named = listHeader(entity, 'content-transfer-encoding').map(toEncoding);
  const encodings = [...new Set(named.length === 0 ? [null] : named)];
  return encodings.map((encoding) => {
    // 7bit, 8bit and binary; uuencode is found by its own mark.
    if (encoding === null) return { bytes: entity.body, isDecoded: false };
    const text = entity.body.toString('latin1');
    return {
      bytes: encoding === 'base64' ? decodeBase64(text) : decodeQuotedPrintable(text),
      isDecoded: true,
    };
  });
}

function toEncoding(header: string): 'base64' | 'quoted-printable' | null {
  const [, name] = /^[\s"]*(?:\([^)]*\)\s*)?(base64|quoted-printable)\b/i.exec(header) ?? [];
  if (name === undefined) return null;
  return name.toLowerCase() === 'base64' ? 'base64' : 'quoted-printable';
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
