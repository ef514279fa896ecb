/** A zip whose places are counted from `by` bytes before its start, as a program that carries it at its end has it. */
export function moveZip(zip: Uint8Array, by: number): Buffer {
  const moved = Buffer.from(zip);
  const end = moved.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const directory = moved.readUInt32LE(end + 16);
  moved.writeUInt32LE(directory + by, end + 16);
  let at = directory;
  while (at < end) {
    moved.writeUInt32LE(moved.readUInt32LE(at + 42) + by, at + 42);
    at += 46 + moved.readUInt16LE(at + 28) + moved.readUInt16LE(at + 30) + moved.readUInt16LE(at + 32);
  }
  return moved;
}
