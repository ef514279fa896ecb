import type { UnpackBudget } from '../../unpack-budget.ts';
import type { ExtractedPart, Extractor, ExtractorInput, UnopenedPart } from '../extractor.ts';
import { toPartName } from '../ole/to-part-name.ts';
import { readOle1Object } from './ole1-object.ts';
import { type HexGroup, readHexGroup } from './read-hex-group.ts';

/** Word opens as RTF whatever begins so, also behind white space. */
const START = /^\s*\{\\rt/;
const START_BYTES = 64;

/** Groups whose content is hex: objects, pictures and stored data (RTF 1.9.1). */
const WORDS = ['objdata', 'pict', 'datastore'] as const;
type Word = (typeof WORDS)[number];

const PART_NAMES: Record<Word, string> = { objdata: 'object', pict: 'picture', datastore: 'data-store' };

/** Groups may lie in each other and are then read more than once: in all, as many times the file's length at most. */
const MAX_READINGS = 4;

/** Rich text: what its objects carry in hex, and its pictures. */
export const rtfExtractor: Extractor = {
  matches: ({ bytes }) => START.test(Buffer.from(bytes.subarray(0, START_BYTES)).toString('latin1')),
  extract: extractRtf,
};

type Parts = Generator<ExtractedPart | UnopenedPart>;

function* extractRtf({ bytes }: ExtractorInput, budget: UnpackBudget): Parts {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let toRead = MAX_READINGS * view.length;
  let count = 0;
  for (const { word, at } of findGroups(view)) {
    budget.growTo(0);
    const group = readHexGroup(view, at);
    toRead -= group.end - at;
    count += 1;
    yield* toParts(`${PART_NAMES[word]}-${count}`, word, group);
    if (toRead >= 0) continue;
    return yield { reason: 'damaged', words: 'too many of its objects lie in each other', members: [] };
  }
}

/** Looked for everywhere: what a reader skips on its way there depends on the reader. */
function* findGroups(view: Buffer): Generator<{ word: Word; at: number }> {
  for (const word of WORDS) {
    const mark = Buffer.from(`\\${word}`);
    for (let at = view.indexOf(mark); at >= 0; at = view.indexOf(mark, at + 1)) {
      const next = String.fromCharCode(view[at + mark.length] ?? 0);
      // Read as a control word once more, with its number if it has one.
      if (!/[a-z]/i.test(next)) yield { word, at };
    }
  }
}

function* toParts(name: string, word: Word, { bytes, withIgnored }: HexGroup): Parts {
  if (bytes.length > 0) yield { name, bytes };
  if (word !== 'objdata') return;
  yield* toObjectParts(name, bytes);
  if (withIgnored.length === bytes.length) return;
  const other = `${name}-read-otherwise`;
  yield { name: other, bytes: withIgnored };
  yield* toObjectParts(other, withIgnored);
}

function* toObjectParts(name: string, bytes: Buffer): Parts {
  for (const file of readOle1Object(bytes))
    yield { name: `${name}/${toPartName([file.name])}`, bytes: file.bytes };
}
