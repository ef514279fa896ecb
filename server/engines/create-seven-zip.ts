import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SevenZipModule } from '7z-wasm';
import SevenZip from '7z-wasm';

/** A 7-Zip of its own, with one archive in its file system in memory. Nothing in an archive can reach the disk. */
export type LoadedSevenZip = {
  sevenZip: SevenZipModule;
  /** Path of the archive in that file system. */
  archive: string;
};

/** Compiling takes four times as long as all else of a start, and what was compiled serves any number of them. */
let compiled: WebAssembly.Module | null = null;

/**
 * Loads `bytes` without copying them.
 * @param name of the archive, which 7-Zip uses for the member of a format that stores no name (gz, bz2, xz).
 */
export async function createSevenZip(
  bytes: Uint8Array,
  name: string,
  output: { print: (line: string) => void; printErr: (line: string) => void },
): Promise<LoadedSevenZip> {
  // https://emscripten.org/docs/api_reference/module.html#Module.instantiateWasm, which the types leave out.
  const options = { ...output, stdin: () => 10, instantiateWasm };
  const sevenZip = await SevenZip(options);
  const archive = `/in/${toSafeName(name)}`;
  sevenZip.FS.mkdir('/in');
  sevenZip.FS.createDataFile(archive, '', bytes, true, false, true);
  return { sevenZip, archive };
}

function instantiateWasm(
  imports: WebAssembly.Imports,
  receive: (instance: WebAssembly.Instance) => void,
): WebAssembly.Exports {
  compiled ??= new WebAssembly.Module(readFileSync(fileURLToPath(import.meta.resolve('7z-wasm/7zz.wasm'))));
  const instance = new WebAssembly.Instance(compiled, imports);
  receive(instance);
  return instance.exports;
}

function toSafeName(name: string): string {
  const safe = name.replace(/[^\w.]/g, '_').slice(-80);
  return safe === '' || /^\.+$/.test(safe) ? 'archive' : safe;
}
