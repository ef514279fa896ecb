import type { Extractor } from '../extractor.ts';
import { toBuffer } from '../text/to-buffer.ts';

/** Archives and images of disks that `detectFileType` knows and nothing here opens. */
const FORMATS: Record<string, string> = {
  'application/x-lzip': 'lzip',
  'application/x-lz4': 'LZ4',
  'application/x-lrzip': 'lrzip',
  'application/x-ace-compressed': 'ACE',
  'application/x-zoo': 'Zoo',
  'application/x-stuffit': 'StuffIt',
  'application/x-exfat-image': 'exFAT',
};

const HEAD_BYTES = 4_096;

/** Says of files in known formats that nothing here opens that they were not looked into. Yields no parts. */
export const unopenedExtractor: Extractor = {
  matches: ({ mime }) => mime in FORMATS,
  extract: ({ mime }) => [
    { reason: 'unsupported', words: `nothing here opens the format ${FORMATS[mime]}`, members: [] },
  ],
};

/** Says of programs packed with UPX that only the packed form was scanned. */
export const packedProgramExtractor: Extractor = {
  matches: ({ mime, bytes }) => isPacked(mime, toBuffer(bytes.subarray(0, HEAD_BYTES))),
  extract: () => [
    { reason: 'unsupported', words: 'the program is packed with UPX, and was not unpacked', members: [] },
  ],
};

/**
 * UPX writes its mark behind the headers. Sections of a Windows program are named by it as well; a program that only knows
 * the mark, such as a scanner, has it further on.
 */
function isPacked(mime: string, head: Buffer): boolean {
  if (mime === 'application/x-elf') return head.subarray(0, 512).includes('UPX!');
  if (mime !== 'application/vnd.microsoft.portable-executable') return false;
  return head.includes('UPX0\0\0\0\0', 0, 'latin1') && head.includes('UPX1\0\0\0\0', 0, 'latin1');
}
