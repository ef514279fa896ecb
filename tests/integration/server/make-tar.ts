/** `type` as in the ustar format: 0 a file, 1 a hard link, 2 a symbolic link. */
export type TarEntry = { name: string; type: '0' | '1' | '2'; target: string; bytes: Uint8Array };

const BLOCK = 512;

/** A tar of entries as they are given, links too, which 7-Zip cannot make in memory. Names of up to 100 characters. */
export function makeTar(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.flatMap(toBlocks), Buffer.alloc(2 * BLOCK)]);
}

function toBlocks({ name, type, target, bytes }: TarEntry): Uint8Array[] {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;
  header.write(name, 0);
  header.write(octal(0o644, 7) + octal(0, 7) + octal(0, 7) + octal(bytes.length, 11) + octal(0, 11), 100);
  // The checksum counts itself as spaces.
  header.write(' '.repeat(8) + type + target, 148);
  header.write('ustar\x0000', 257, 'latin1');
  header.write(
    `${octal(
      header.reduce((sum, byte) => sum + byte, 0),
      6,
    )} `,
    148,
  );
  return [header, bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)];
}
