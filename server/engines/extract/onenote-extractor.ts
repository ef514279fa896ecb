import type { UnpackBudget } from '../unpack-budget.ts';
import type { ExtractedPart, Extractor, ExtractorInput, UnopenedPart } from './extractor.ts';

// GUIDs of [MS-ONESTORE] 2.3.1 and 2.6.13, in the order of the file.
const SECTION = Buffer.from('e4525c7b8cd8a74daeb15378d02996d3', 'hex');
const FILE_DATA = Buffer.from('e716e3bd65261145a4c48d4d0b7a9eac', 'hex');

/** The GUID, then the size of 8 bytes, then 12 bytes that mean nothing. */
const SIZE_AT = 16;
const DATA_AT = 36;

/** OneNote sections: each attached file and picture. */
export const oneNoteExtractor: Extractor = {
  matches: ({ bytes }) => Buffer.from(bytes.subarray(0, SECTION.length)).equals(SECTION),
  extract: extractFiles,
};

function* extractFiles(
  { bytes }: ExtractorInput,
  budget: UnpackBudget,
): Generator<ExtractedPart | UnopenedPart> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const broken: string[] = [];
  let count = 0;
  for (let at = view.indexOf(FILE_DATA); at >= 0; at = view.indexOf(FILE_DATA, at + FILE_DATA.length)) {
    if (at + DATA_AT > view.length) break;
    budget.growTo(0);
    count += 1;
    const name = `file-${count}`;
    const size = Number(view.readBigUInt64LE(at + SIZE_AT));
    const file = view.subarray(at + DATA_AT, at + DATA_AT + size);
    if (file.length < size) broken.push(name);
    if (file.length > 0) yield { name, bytes: file };
  }
  if (broken.length > 0)
    yield { reason: 'damaged', words: 'the file breaks off before they do', members: broken };
}
