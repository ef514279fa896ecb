/** The fixed part of a compound file ([MS-CFB] 2.2). Sizes in bytes, places as sector numbers. */
export type CompoundHeader = {
  sectorBytes: number;
  miniSectorBytes: number;
  /** Streams shorter than this lie in the mini stream. */
  miniCutoff: number;
  directoryStart: number;
  miniFatStart: number;
  difatStart: number;
  /** Whether the upper half of a stream's size counts, which version 3 leaves undefined. */
  hasLongSizes: boolean;
};

/** The header's own share of the list of FAT sectors: numbers from byte 76 on. */
export const HEADER_DIFAT = { at: 76, count: 109 } as const;

const HEADER_BYTES = 512;
const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** Reads the header; null where these are no compound file or its sectors have a size that no program writes. */
export function parseCompoundHeader(view: Buffer): CompoundHeader | null {
  if (view.length < HEADER_BYTES || !view.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return null;
  const sectorShift = view.readUInt16LE(30);
  const miniShift = view.readUInt16LE(32);
  // The specification knows 9 and 12; readers take more.
  if (sectorShift < 7 || sectorShift > 16 || miniShift < 2 || miniShift >= sectorShift) return null;
  return {
    sectorBytes: 2 ** sectorShift,
    miniSectorBytes: 2 ** miniShift,
    miniCutoff: view.readUInt32LE(56),
    directoryStart: view.readUInt32LE(48),
    miniFatStart: view.readUInt32LE(60),
    difatStart: view.readUInt32LE(68),
    hasLongSizes: view.readUInt16LE(26) > 3,
  };
}
