import type { UnpackBudget } from '../../unpack-budget.ts';
import type { ExtractedPart, Extractor, UnopenedPart } from '../extractor.ts';
import { decompressRtf } from '../ole/decompress-rtf.ts';
import { toPartName } from '../ole/to-part-name.ts';
import { toBuffer } from '../text/to-buffer.ts';
import { listProperties } from './mapi-properties.ts';

type Parts = Generator<ExtractedPart | UnopenedPart>;
type Attachment = { name: string | null; contents: Buffer[] };

const HEAD_BYTES = 6;
const ATTRIBUTE_HEAD_BYTES = 9;
const CHECKSUM_BYTES = 2;

/** Attributes ([MS-OXTNEF] 2.1.3.3 and 2.1.3.4), and properties ([MS-OXPROPS]). */
const ATTRIBUTE = {
  message: 0x69003,
  beginsAttachment: 0x69002,
  title: 0x18010,
  data: 0x6800f,
  properties: 0x69005,
} as const;
const PROPERTY = { packedRtf: 0x1009, html: 0x1013, text: 0x1000, data: 0x3701, longName: 0x3707 } as const;

const BODIES: ReadonlyMap<number, string> = new Map([
  [PROPERTY.html, 'body.html'],
  [PROPERTY.text, 'body.txt'],
]);

/** What Outlook sends as `winmail.dat` ([MS-OXTNEF]): attachments, also whole messages, and bodies. */
export const tnefExtractor: Extractor = {
  matches: ({ mime }) => mime === 'application/vnd.ms-tnef',
  extract: ({ bytes }, budget) => extractTnef(toBuffer(bytes), budget),
};

function* extractTnef(bytes: Buffer, budget: UnpackBudget): Parts {
  let attachment: Attachment | null = null;
  let at = HEAD_BYTES;
  for (; at + ATTRIBUTE_HEAD_BYTES <= bytes.length; ) {
    budget.growTo(0);
    const id = bytes.readUInt32LE(at + 1);
    const start = at + ATTRIBUTE_HEAD_BYTES;
    const end = start + bytes.readUInt32LE(at + 5);
    const data = bytes.subarray(start, end);
    if (id === ATTRIBUTE.beginsAttachment) {
      if (attachment !== null) yield* toParts(attachment);
      attachment = null;
    }
    if (id === ATTRIBUTE.message) yield* extractBodies(data, budget);
    else attachment = addTo(attachment, id, data);
    at = end + CHECKSUM_BYTES;
  }
  if (attachment !== null) yield* toParts(attachment);
  if (at > bytes.length + CHECKSUM_BYTES)
    yield { reason: 'damaged', words: 'it breaks off before its end', members: [] };
}

/** The attachment with what one attribute says of it; its contents are added to in place. */
function addTo(attachment: Attachment | null, id: number, data: Buffer): Attachment | null {
  const { name, contents } = attachment ?? { name: null, contents: [] };
  switch (id) {
    case ATTRIBUTE.title:
      return { name: name ?? toText(data, false), contents };
    case ATTRIBUTE.data:
      contents.push(data);
      return { name, contents };
    case ATTRIBUTE.properties: {
      const properties = [...listProperties(data)];
      const longName = properties.find((each) => each.id === PROPERTY.longName);
      const held = properties.filter((each) => each.id === PROPERTY.data).map((each) => each.bytes);
      for (const bytes of held) contents.push(bytes);
      return { name: longName === undefined ? name : toText(longName.bytes, longName.isWide), contents };
    }
    default:
      return attachment;
  }
}

function* toParts({ name, contents }: Attachment): Parts {
  const own = name === null || name === '' ? 'attachment' : toPartName([name]);
  for (const bytes of contents) if (bytes.length > 0) yield { name: own, bytes };
}

function* extractBodies(data: Buffer, budget: UnpackBudget): Parts {
  for (const { id, bytes } of listProperties(data)) {
    if (bytes.length === 0) continue;
    const name = BODIES.get(id);
    if (name !== undefined) yield { name, bytes };
    if (id !== PROPERTY.packedRtf) continue;
    const body = decompressRtf(bytes, (size) => budget.growTo(size));
    if (body === null)
      yield { reason: 'damaged', words: 'its packed bytes are damaged', members: ['body.rtf'] };
    else if (body.length > 0) yield { name: 'body.rtf', bytes: body };
  }
}

function toText(bytes: Buffer, isWide: boolean): string {
  return bytes
    .toString(isWide ? 'utf16le' : 'latin1')
    .replaceAll('\0', '')
    .trim();
}
