import { detectFileType } from '../../file-type.ts';
import type { UnpackBudget } from '../../unpack-budget.ts';
import type { ExtractedPart, Extractor, UnopenedPart } from '../extractor.ts';
import { inflate } from '../inflate.ts';
import { readEntity } from '../mail/read-entity.ts';
import { walkMail } from '../mail/walk-mail.ts';
import { toBuffer } from '../text/to-buffer.ts';
import { type BerElement, listChildren, readElement, readOctets } from './ber-element.ts';

type Kind = 'signed' | 'compressed' | 'sealed';
type Parts = Generator<ExtractedPart | UnopenedPart>;

/** What a message is, by the hex of its object identifier (RFC 5652, 4 to 8; RFC 3274, 1.1; RFC 5083, 2). */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['2a864886f70d010702', 'signed'],
  ['2a864886f70d010703', 'sealed'],
  ['2a864886f70d010706', 'sealed'],
  ['2a864886f70d0109100109', 'compressed'],
  ['2a864886f70d0109100117', 'sealed'],
]);

const SEQUENCE = 0x30;
const OBJECT_IDENTIFIER = 0x06;
const FIRST_TAGGED = 0xa0;
const NAME = 'signed-content';

/**
 * Signed and encrypted messages of S/MIME (RFC 8551, 3.4 and 3.5), as parts of mails and as files: what a signature
 * encloses is a part; what is encrypted to somebody's key is told. A signature beside its content encloses nothing.
 */
export const cmsExtractor: Extractor = {
  matches: ({ bytes }) => bytes[0] === SEQUENCE && readMessage(toBuffer(bytes).subarray(0, 40)) !== null,
  extract: ({ bytes }, budget) => extractMessage(toBuffer(bytes), budget),
};

function* extractMessage(bytes: Buffer, budget: UnpackBudget): Parts {
  const kind = readMessage(bytes);
  if (kind === 'sealed') return yield { reason: 'sealed', words: 'it is encrypted with S/MIME', members: [] };
  // In pieces, it is put together in memory.
  budget.growTo(bytes.length);
  const content = readContent(bytes);
  if (content === null)
    return yield { reason: 'damaged', words: 'its S/MIME structure is damaged', members: [] };
  if (content.length === 0) return;
  const opened = kind === 'compressed' ? inflate(content, budget) : { bytes: content, whole: true };
  yield* extractContent(opened.bytes, budget);
  if (!opened.whole) yield { reason: 'damaged', words: 'its packed bytes are damaged', members: [NAME] };
}

/** A mail's part has too few headers to be known for a mail by itself. */
function* extractContent(bytes: Buffer, budget: UnpackBudget): Parts {
  yield { name: NAME, bytes };
  const isPart = readEntity(bytes).fields.some(({ name }) => name === 'content-type');
  if (isPart && detectFileType(bytes).mime !== 'message/rfc822')
    yield* walkMail(bytes, budget, { prefix: `${NAME}/`, nesting: 1 });
}

/** What the message is; null where these bytes begin none. */
function readMessage(bytes: Buffer): Kind | null {
  // Of the outermost element only the beginning is there, so its length is not looked at.
  const at = bytes[1] === undefined || bytes[1] <= 0x80 ? 2 : 2 + (bytes[1] & 0x7f);
  const type = readElement(bytes, at);
  if (type?.tag !== OBJECT_IDENTIFIER) return null;
  return KINDS.get(bytes.toString('hex', type.start, type.end)) ?? null;
}

/** What is enclosed: empty where nothing is, null where the structure is broken (RFC 5652, 5.1 and 5.2). */
function readContent(bytes: Buffer): Buffer | null {
  const info = readElement(bytes, 0);
  const tagged = info === null ? undefined : find(bytes, info, FIRST_TAGGED);
  const message = tagged === undefined ? undefined : find(bytes, tagged, SEQUENCE);
  if (message === undefined) return null;
  // Of the sequences in it, the one that begins with a type: that of algorithms does as well, and is followed by it.
  const enclosed = [...listChildren(bytes, message)]
    .slice(0, 4)
    .filter(({ tag }) => tag === SEQUENCE)
    .at(-1);
  if (enclosed === undefined) return null;
  const content = find(bytes, enclosed, FIRST_TAGGED);
  const octets = content === undefined ? null : readElement(bytes, content.start);
  return octets === null ? Buffer.alloc(0) : readOctets(bytes, octets);
}

function find(bytes: Buffer, element: BerElement, tag: number): BerElement | undefined {
  for (const child of listChildren(bytes, element)) if (child.tag === tag) return child;
  return undefined;
}
