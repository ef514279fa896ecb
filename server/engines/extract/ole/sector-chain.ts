/** Sectors of one size, one after the other, and the table that says which one follows each. */
export type SectorTable = {
  bytes: Buffer;
  /** Where sector 0 begins in `bytes`. */
  base: number;
  sectorBytes: number;
  /** Little-endian 32-bit numbers: of each sector, the one behind it. */
  next: Buffer;
};

/** What a chain of sectors holds; `whole` is false where it breaks off, runs in a circle or leaves the file. */
export type ChainContent = { bytes: Buffer; whole: boolean };

/** Sectors in a row, by their places in bytes. */
type Run = { from: number; to: number };

/** Everything from here up says "no sector" ([MS-CFB] 2.1). */
const MAX_SECTOR = 0xffff_fffa;

/**
 * Reads a chain up to `size` bytes, or to its end where `size` is null. Its work is bounded by the length of the file:
 * a chain has at most as many sectors as there are.
 */
export function readChain(table: SectorTable, start: number, size: number | null): ChainContent {
  const { bytes, base, sectorBytes } = table;
  const available = Math.ceil((bytes.length - base) / sectorBytes);
  const wanted = Math.min(available, size === null ? available : Math.ceil(size / sectorBytes));
  const runs: Run[] = [];
  const seen = new Uint8Array(available);
  let sector = start;
  for (let count = 0; count < wanted && seen[sector] === 0; count += 1) {
    seen[sector] = 1;
    const from = base + sector * sectorBytes;
    const last = runs.at(-1);
    if (last?.to === from) last.to += sectorBytes;
    else runs.push({ from, to: from + sectorBytes });
    sector = toNext(table, sector);
  }
  const content = join(runs.map(({ from, to }) => bytes.subarray(from, to)));
  if (size === null) return { bytes: content, whole: sector >= MAX_SECTOR };
  return { bytes: content.subarray(0, size), whole: content.length >= size };
}

function toNext({ next }: SectorTable, sector: number): number {
  return sector * 4 + 4 <= next.length ? next.readUInt32LE(sector * 4) : MAX_SECTOR;
}

/** Nothing is copied where all sectors lie in a row, as they do in most files. */
function join(runs: readonly Buffer[]): Buffer {
  const [first] = runs;
  return first !== undefined && runs.length === 1 ? first : Buffer.concat(runs);
}
