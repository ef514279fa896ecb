import SevenZip from '7z-wasm';

/** A zip archive of one member, encrypted as every zip program can: by the traditional cipher of the format. */
export async function makeEncryptedZip(
  member: { name: string; bytes: Uint8Array },
  password: string,
): Promise<Uint8Array> {
  const sevenZip = await SevenZip({ print: () => {}, printErr: () => {} });
  sevenZip.FS.writeFile(member.name, member.bytes);
  sevenZip.callMain(['a', '-tzip', '-mem=ZipCrypto', `-p${password}`, 'packed.zip', member.name]);
  return sevenZip.FS.readFile('packed.zip');
}
