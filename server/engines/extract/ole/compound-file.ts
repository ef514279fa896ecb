import { type DirectoryEntry, parseDirectory } from './compound-directory.ts';
import { type CompoundHeader, HEADER_DIFAT, parseCompoundHeader } from './compound-header.ts';
import { type ChainContent, readChain, type SectorTable } from './sector-chain.ts';

/** A stream of a compound file. */
export type CompoundStream = {
  /** Names of the storages that it lies in and its own, outermost first. */
  path: readonly string[];
  /** As the directory claims it, in bytes. */
  size: number;
  /** Reads it, at most the length of the file. */
  read: () => ChainContent;
};

/** `whole` is false where the tables that lead to the streams are damaged, so that some may be missing. */
export type CompoundFile = { streams: readonly CompoundStream[]; whole: boolean };

/**
 * Opens an OLE compound file ([MS-CFB]) without trusting it: chains may run in circles, cross each other or lead out of
 * the file. Own code, since known readers follow such chains without end or allocate what a header claims.
 * Streams that hang in no tree are listed as well. Null where these are no compound file.
 */
export function openCompoundFile(bytes: Uint8Array): CompoundFile | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = parseCompoundHeader(view);
  if (header === null) return null;
  const fat = readFat(view, header);
  const sectors: SectorTable = {
    bytes: view,
    base: header.sectorBytes,
    sectorBytes: header.sectorBytes,
    next: fat.bytes,
  };
  const directory = readChain(sectors, header.directoryStart, null);
  const { entries, root, whole } = parseDirectory(directory.bytes, header.hasLongSizes);
  const openMini = createMiniOpener(sectors, header, root);
  const streams = entries.map(({ path, size, start }) => ({
    path,
    size,
    read: () => readChain(size < header.miniCutoff ? openMini() : sectors, start, size),
  }));
  return { streams, whole: whole && fat.whole && directory.whole };
}

/** Puts the FAT together from the sectors that the header and the DIFAT name, each at most once. */
function readFat(view: Buffer, { sectorBytes, difatStart }: CompoundHeader): ChainContent {
  const available = Math.ceil(view.length / sectorBytes) - 1;
  const named: number[] = [];
  const take = (at: number, count: number): void => {
    for (let index = 0; index < count && at + index * 4 + 4 <= view.length; index += 1)
      named.push(view.readUInt32LE(at + index * 4));
  };
  take(HEADER_DIFAT.at, HEADER_DIFAT.count);
  const perSector = sectorBytes / 4 - 1;
  let sector = difatStart;
  for (let step = 0; step < available && sector < available; step += 1) {
    const at = (sector + 1) * sectorBytes;
    take(at, perSector);
    const link = at + perSector * 4;
    sector = link + 4 <= view.length ? view.readUInt32LE(link) : available;
    // More FAT than the file has sectors: the chain runs in a circle.
    if (named.length > available + HEADER_DIFAT.count + perSector) break;
  }
  const real = named.filter((each) => each < available);
  const needed = Math.ceil((available * 4) / sectorBytes);
  const parts = real.slice(0, needed).map((each) => {
    const at = (each + 1) * sectorBytes;
    return view.subarray(at, at + sectorBytes);
  });
  return { bytes: Buffer.concat(parts), whole: parts.length > 0 };
}

/** The mini stream is read when the first short stream is. */
function createMiniOpener(sectors: SectorTable, header: CompoundHeader, root: DirectoryEntry | null) {
  let table: SectorTable | null = null;
  return (): SectorTable => {
    table ??= {
      bytes: root === null ? Buffer.alloc(0) : readChain(sectors, root.start, root.size).bytes,
      base: 0,
      sectorBytes: header.miniSectorBytes,
      next: readChain(sectors, header.miniFatStart, null).bytes,
    };
    return table;
  };
}
