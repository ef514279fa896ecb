/** A member of a zip whose bytes are packed already. Method 0 is stored, 8 is Deflate. */
export type PackedMember = { name: Buffer; method: 0 | 8; packed: Buffer; size: number; crc: number };

/** An entry of a zip's directory, whose member may begin where another one's does. */
export type DirectoryEntry = PackedMember & { at: number };

// APPNOTE.TXT, sections 4.3.7, 4.3.12, 4.3.14, 4.3.15 and 4.3.16.
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const END = 0x06054b50;
const LARGE = 0xffff_ffff;

/** A zip in the format for large ones (Zip64), of one member after the other. */
export function makeLargeZip(members: readonly PackedMember[]): Buffer {
  let at = 0;
  const parts: Buffer[] = [];
  const entries = members.map((member): DirectoryEntry => {
    const local = toLocalHeader(member);
    const entry = { ...member, at };
    parts.push(local, member.packed);
    at += local.length + member.packed.length;
    return entry;
  });
  return Buffer.concat([...parts, toDirectory(entries, at)]);
}

export function toLocalHeader({ name, method, packed, size, crc }: PackedMember): Buffer {
  const extra = toExtra([size, packed.length]);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL);
  writeShared(header, 4, { method, crc, nameLength: name.length, extraLength: extra.length });
  return Buffer.concat([header, name, extra]);
}

/** @param at where it begins in the file. */
export function toDirectory(entries: readonly DirectoryEntry[], at: number): Buffer {
  const directory = Buffer.concat(entries.flatMap(toCentralEntry));
  const end = Buffer.alloc(56 + 20 + 22);
  end.writeUInt32LE(END_64);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(45, 12);
  end.writeUInt16LE(45, 14);
  for (const place of [24, 32]) end.writeBigUInt64LE(BigInt(entries.length), place);
  end.writeBigUInt64LE(BigInt(directory.length), 40);
  end.writeBigUInt64LE(BigInt(at), 48);
  end.writeUInt32LE(LOCATOR_64, 56);
  end.writeBigUInt64LE(BigInt(at + directory.length), 64);
  end.writeUInt32LE(1, 72);
  end.writeUInt32LE(END, 76);
  for (const place of [84, 86]) end.writeUInt16LE(0xffff, place);
  for (const place of [88, 92]) end.writeUInt32LE(LARGE, place);
  return Buffer.concat([directory, end]);
}

function toCentralEntry({ name, method, packed, size, crc, at }: DirectoryEntry): Buffer[] {
  const extra = toExtra([size, packed.length, at]);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL);
  header.writeUInt16LE(45, 4);
  writeShared(header, 6, { method, crc, nameLength: name.length, extraLength: extra.length });
  header.writeUInt32LE(LARGE, 42);
  return [header, name, extra];
}

type Shared = { method: number; crc: number; nameLength: number; extraLength: number };

/** The fields that a local and a central header have in common; the sizes stand in the extra field. */
function writeShared(header: Buffer, at: number, { method, crc, nameLength, extraLength }: Shared): void {
  header.writeUInt16LE(45, at);
  header.writeUInt16LE(method, at + 4);
  header.writeUInt32LE(crc, at + 10);
  header.writeUInt32LE(LARGE, at + 14);
  header.writeUInt32LE(LARGE, at + 18);
  header.writeUInt16LE(nameLength, at + 22);
  header.writeUInt16LE(extraLength, at + 24);
}

function toExtra(numbers: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + numbers.length * 8);
  extra.writeUInt16LE(1);
  extra.writeUInt16LE(numbers.length * 8, 2);
  for (const [index, number] of numbers.entries()) extra.writeBigUInt64LE(BigInt(number), 4 + index * 8);
  return extra;
}
