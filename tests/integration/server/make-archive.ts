import SevenZip from '7z-wasm';

/** Packs members with the real 7-Zip. `type` is one of its formats; `options` are its switches, such as `-pSECRET`. */
export async function makeArchive(
  type: string,
  members: { [name: string]: Uint8Array },
  options: readonly string[] = [],
): Promise<Uint8Array> {
  const sevenZip = await SevenZip({ print: () => {}, printErr: () => {} });
  for (const [name, bytes] of Object.entries(members)) sevenZip.FS.writeFile(name, bytes);
  sevenZip.callMain(['a', `-t${type}`, ...options, 'packed', ...Object.keys(members)]);
  return sevenZip.FS.readFile(toPackedName(sevenZip.FS.readdir('.')));
}

// 7-Zip adds the ending of the format to a name without one.
function toPackedName(names: readonly string[]): string {
  const name = names.find((candidate) => candidate.startsWith('packed'));
  if (name === undefined) throw new Error('7-Zip made no archive');
  return name;
}
