import type { UnopenedPart } from '../extractor.ts';
import type { CompoundStream } from './compound-file.ts';
import { readExcelFacts } from './excel-records.ts';
import { toPartName } from './to-part-name.ts';

type Check = { stream: RegExp; isLocked: (bytes: Buffer) => boolean };

/** What a document of Word 97 and later begins with, and one of Word 95. */
const WORD_MARKS: readonly number[] = [0xa5ec, 0xa5dc];

/** How the binary formats say that their streams are encrypted. */
const CHECKS: readonly Check[] = [
  // [MS-DOC] 2.5.2: wIdent and fEncrypted.
  {
    stream: /^WordDocument$/i,
    isLocked: (bytes) =>
      bytes.length >= 12 &&
      WORD_MARKS.includes(bytes.readUInt16LE(0)) &&
      (bytes.readUInt16LE(10) & 0x0100) !== 0,
  },
  { stream: /^(Workbook|Book)$/i, isLocked: (bytes) => readExcelFacts(bytes).isEncrypted },
  // [MS-PPT] 2.3.2, headerToken.
  {
    stream: /^Current User$/i,
    isLocked: (bytes) => bytes.length >= 16 && bytes.readUInt32LE(12) === 0xf3d1c4df,
  },
];

/** Documents of Office before 2007 under a password: one entry where there are any. */
export function* findLockedStreams(streams: readonly CompoundStream[]): Generator<UnopenedPart> {
  const members = streams.flatMap(({ path, read }) => {
    const check = CHECKS.find(({ stream }) => stream.test(path.at(-1) ?? ''));
    return check?.isLocked(read().bytes) === true ? [toPartName(path)] : [];
  });
  if (members.length === 0) return;
  yield { reason: 'sealed', words: 'Office documents under a password cannot be opened', members };
}
