import type { UnpackBudget } from '../../unpack-budget.ts';
import type { ExtractedPart, UnopenedPart } from '../extractor.ts';
import { inflate } from '../inflate.ts';
import { decompressRtf } from './decompress-rtf.ts';
import { readExcelFacts } from './excel-records.ts';
import { type FindStream, findAttachmentName } from './find-attachment-name.ts';
import { parseOleNative } from './ole-native.ts';
import { powerPointObjects } from './powerpoint-objects.ts';
import { toPartName } from './to-part-name.ts';

type Parts = Generator<ExtractedPart | UnopenedPart>;

/** A stream, the name of its part, and the way to others of its file. */
type Source = { name: string; path: readonly string[]; bytes: Buffer; find: FindStream };

const READERS: readonly [stream: RegExp, read: (source: Source, budget: UnpackBudget) => Parts][] = [
  // biome-ignore lint/suspicious/noControlCharactersInRegex: OLE marks its own streams with a first character below 32
  [/^\x01Ole10Native$/i, readNative],
  [/^PowerPoint Document$/i, readPresentation],
  [/^(Workbook|Book)$/i, readWorkbook],
  [/^__substg1\.0_10090102$/i, readRtfBody],
  [/^__substg1\.0_37010102$/i, readAttachment],
];

/** What a stream of an OLE file holds beyond its own bytes: packed or wrapped files, and macros of Excel 4. */
export function* readStreamParts({ path, bytes, find }: Omit<Source, 'name'>, budget: UnpackBudget): Parts {
  const own = path.at(-1) ?? '';
  const read = READERS.find(([stream]) => stream.test(own))?.[1];
  if (read !== undefined) yield* read({ name: toPartName(path), path, bytes, find }, budget);
}

function* readNative({ name, bytes }: Source): Parts {
  const file = parseOleNative(bytes);
  if (file.bytes.length > 0) yield { name: `${name}/${toPartName([file.name])}`, bytes: file.bytes };
}

function* readPresentation({ name, bytes }: Source, budget: UnpackBudget): Parts {
  let count = 0;
  for (const object of powerPointObjects(bytes)) {
    count += 1;
    const own = `${name}/object-${count}`;
    const { bytes: content, whole } = object.isPacked
      ? inflate(object.bytes, budget)
      : { bytes: object.bytes, whole: true };
    if (content.length > 0) yield { name: own, bytes: content };
    if (!whole) yield { reason: 'damaged', words: 'its packed bytes are damaged', members: [own] };
  }
}

/** Written as text, one line for each fact, so that rules can look for them. */
function* readWorkbook({ name, bytes }: Source): Parts {
  const { macroSheets, autoNames } = readExcelFacts(bytes);
  if (macroSheets.length === 0) return;
  const lines = [
    ...macroSheets.map((sheet) => `Excel 4.0 macro sheet, ${sheet.visibility}: ${sheet.name}`),
    ...autoNames.map((auto) => `Runs by itself: ${auto}`),
  ];
  yield { name: `${name}/macro-sheets.txt`, bytes: Buffer.from(`${lines.join('\n')}\n`) };
}

function* readRtfBody({ name, bytes }: Source, budget: UnpackBudget): Parts {
  const body = decompressRtf(bytes, (size) => budget.growTo(size));
  if (body === null) yield { reason: 'damaged', words: 'its packed bytes are damaged', members: [name] };
  else if (body.length > 0) yield { name: `${name}/body.rtf`, bytes: body };
}

/** The same bytes once more under the name that they will be saved with, which rules look at. */
function* readAttachment({ name, path, bytes, find }: Source): Parts {
  const file = findAttachmentName(path, find);
  if (file !== null && bytes.length > 0) yield { name: `${name}/${toPartName([file])}`, bytes };
}
