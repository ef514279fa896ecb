import { detectFileType } from '../../file-type.ts';
import type { ExtractedPart, UnopenedPart } from '../extractor.ts';
import { toPartName } from '../ole/to-part-name.ts';
import { createActiveText } from './active-text.ts';
import type { DecodedStream } from './decode-stream.ts';
import type { PdfLock } from './lock/open-pdf-lock.ts';
import { innerObjects } from './object-stream.ts';
import { createPartJoiner } from './part-joiner.ts';
import type { PdfDocument } from './pdf-document.ts';
import { addPdfFacts, createPdfFacts } from './pdf-facts.ts';
import { toPdfText } from './pdf-text.ts';
import { getEntry, type PdfObject, type PdfValue, toName } from './pdf-value.ts';

type Parts = Generator<ExtractedPart | UnopenedPart>;

/** Streams that nothing explains are parts by themselves; of more, most are parts of a drawing. */
const MAX_UNMARKED = 100;

/** Characters of strings in object streams that are kept, as what they are may be said behind them. */
const MAX_TEXTS = 16_000_000;

/**
 * Makes the parts of one PDF file: `noteObject` for every object, then `readContent` for every object, then `finish`.
 * @param lock of an encrypted file, opened.
 */
export function createPdfParts(view: Buffer, document: PdfDocument, lock: PdfLock | null) {
  const facts = createPdfFacts();
  const active = createActiveText(view);
  const streams = createPartJoiner((number) => `streams-${number}`);
  const scripts = createPartJoiner((number) => `script-${number}.js`);
  const broken: string[] = [];
  const unknown = new Map<string, string[]>();
  const texts: { id: number; text: string }[] = [];
  let textRoom = MAX_TEXTS;
  let unmarked = 0;

  function* noteObject(object: PdfObject): Parts {
    const value = lock?.openStrings(object) ?? object.value;
    yield* noteValue(object.id, value);
    if (isOfType(object.value, 'ObjStm')) yield* noteObjectStream(object);
    else if (active.isWorthKeeping(value)) yield* toParts(active.add(lock === null ? object : null, value));
  }

  function* noteObjectStream(object: PdfObject): Parts {
    const decoded = decode(object);
    if (decoded === null) return;
    yield* toParts(streams.add(decoded.bytes));
    for (const { id, value } of innerObjects(decoded.bytes, object.value)) {
      document.addInner(id, value);
      keepText(id, value);
      yield* noteValue(id, value);
      if (active.isWorthKeeping(value)) yield* toParts(active.add(null, value));
    }
  }

  function* noteValue(id: number, value: PdfValue): Parts {
    for (const script of addPdfFacts(facts, value)) yield* toParts(scripts.add(Buffer.from(script)));
    if (value.kind === 'string' && facts.scripts.has(id))
      yield* toParts(scripts.add(Buffer.from(toPdfText(value.text))));
  }

  function keepText(id: number, value: PdfValue): void {
    if (value.kind !== 'string' || facts.scripts.has(id) || value.text.length > textRoom) return;
    textRoom -= value.text.length;
    texts.push({ id, text: value.text });
  }

  function decode(object: PdfObject): DecodedStream | null {
    const decoded = document.decode(object, lock);
    if (decoded?.whole === false) broken.push(`object-${object.id}`);
    const filter = decoded?.unknownFilter ?? null;
    if (filter !== null) noteUnknown(filter, `object-${object.id}`);
    return decoded;
  }

  function noteUnknown(filter: string, member: string): void {
    const members = unknown.get(filter);
    if (members === undefined) unknown.set(filter, [member]);
    else members.push(member);
  }

  function* readContent(object: PdfObject): Parts {
    if (object.streamAt === null) yield* noteValue(object.id, lock?.openStrings(object) ?? object.value);
    else yield* readStream(object);
  }

  function* readStream(object: PdfObject): Parts {
    // Object streams have been read; a table of places holds nothing but numbers.
    if (isOfType(object.value, 'ObjStm') || isOfType(object.value, 'XRef')) return;
    const decoded = decode(object);
    if (decoded === null || decoded.bytes.length === 0) return;
    const { id, value } = object;
    if (facts.embedded.has(id) || isOfType(value, 'EmbeddedFile')) {
      const name = facts.embedded.get(id) ?? '';
      yield {
        name: `attachments/${name === '' ? `object-${id}` : toPartName([name])}`,
        bytes: decoded.bytes,
      };
    } else if (facts.scripts.has(id)) {
      yield* toParts(scripts.add(Buffer.from(toPdfText(decoded.bytes.toString('latin1')))));
    } else yield* toStreamPart(object, decoded);
  }

  function* toStreamPart({ id, value }: PdfObject, { bytes, isPacked }: DecodedStream): Parts {
    if (isFormat(bytes)) yield { name: `object-${id}`, bytes };
    else if (!facts.ordinary.has(id) && !isExplained(value) && unmarked < MAX_UNMARKED) {
      unmarked += 1;
      yield { name: `object-${id}`, bytes };
    } else if (isPacked) yield* toParts(streams.add(bytes));
  }

  function* finish(): Parts {
    for (const { id, text } of texts)
      if (facts.scripts.has(id)) yield* toParts(scripts.add(Buffer.from(toPdfText(text))));
    for (const joiner of [streams, scripts]) yield* toParts(joiner.finish());
    yield* toParts(active.finish());
    if (broken.length > 0)
      yield { reason: 'damaged', words: 'their packed bytes are damaged', members: broken };
    for (const [filter, members] of unknown)
      yield {
        reason: 'unsupported',
        words: `nothing here knows the filter “${filter.slice(0, 40)}”`,
        members,
      };
  }

  return { noteObject, readContent, finish };
}

function* toParts(part: ExtractedPart | null): Parts {
  if (part !== null) yield part;
}

function isOfType(value: PdfValue, type: string): boolean {
  return toName(getEntry(value, 'Type')) === type;
}

/** Whether a stream says what it is: a picture, a form, a font, a colour profile, a function, and so on. */
function isExplained(value: PdfValue): boolean {
  return ['Type', 'Subtype', 'N', 'Length1', 'FunctionType', 'ShadingType', 'PatternType'].some(
    (key) => getEntry(value, key) !== null,
  );
}

/** Files of a format by themselves: archives, programs, documents. Pictures and fonts are what PDF is made of. */
function isFormat(bytes: Buffer): boolean {
  return !/^(text\/plain|image\/(?!svg)|font\/|application\/octet-stream$)/.test(detectFileType(bytes).mime);
}
