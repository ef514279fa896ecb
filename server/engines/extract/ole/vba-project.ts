import { decompressVba } from './decompress-vba.ts';
import { parseVbaDirectory, type VbaModule } from './vba-directory.ts';

/** A stream of a project's storage, by its own name. */
export type VbaStream = { name: string; bytes: Buffer };

/** `name` with the ending under which the editor exports it. `whole` is false where the text breaks off. */
export type VbaSource = { name: string; bytes: Buffer; whole: boolean };

/** What every module's packed source begins with: "Attribut", and the flag byte before it. */
const SOURCE_START = Buffer.from('\0Attribut', 'latin1');

/** Streams of a project that hold no source: the compiled form and caches of it. */
const NO_SOURCE = /^(dir|_VBA_PROJECT|__SRP_.*)$/i;

/**
 * The source of every module of a VBA project ([MS-OVBA]), its list of modules first. A list that is damaged or leaves a
 * module out hides nothing: the source is then looked for by its first words.
 * @param streams of the storage named `VBA`, or of whichever has a stream `dir`.
 * @param onGrowth as for `decompressVba`.
 */
export function* readVbaSources(
  streams: readonly VbaStream[],
  onGrowth: (size: number) => void,
): Generator<VbaSource> {
  const packed = streams.find(({ name }) => name.toLowerCase() === 'dir');
  const directory = packed === undefined ? null : decompressVba(packed.bytes, 0, onGrowth);
  if (directory !== null) yield { name: 'dir-unpacked', ...directory };
  const listed = directory === null ? [] : parseVbaDirectory(directory.bytes);
  const modules = new Map(listed.map((module) => [module.stream.toLowerCase(), module]));
  for (const { name, bytes } of streams) {
    if (NO_SOURCE.test(name)) continue;
    const module = modules.get(name.toLowerCase());
    const source = readSource(bytes, module, onGrowth);
    if (source === null) continue;
    yield { name: `${name}.${module?.isClass === true ? 'cls' : 'bas'}`, ...source };
  }
}

function readSource(bytes: Buffer, module: VbaModule | undefined, onGrowth: (size: number) => void) {
  const listed = module === undefined ? null : decompressVba(bytes, module.offset, onGrowth);
  if (listed?.whole === true && listed.bytes.length > 0) return listed;
  const found = findSource(bytes);
  if (found !== null) return decompressVba(bytes, found, onGrowth);
  // A stream that no list names and that holds no source is none of the project's modules.
  return listed;
}

/** The container's signature and the chunk's header stand before the first words. */
function findSource(bytes: Buffer): number | null {
  const at = bytes.indexOf(SOURCE_START) - 3;
  return at >= 0 && bytes[at] === 1 ? at : null;
}
