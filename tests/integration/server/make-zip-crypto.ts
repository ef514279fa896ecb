import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * A zip of one stored member under the old ZipCrypto (APPNOTE.TXT, 6.1), with a password of any characters as UTF-8:
 * 7-Zip itself makes such archives with ASCII passwords alone, other programs do not mind.
 */
export function makeZipCrypto(name: string, bytes: Uint8Array, password: string): Buffer {
  const checksum = crc32(bytes);
  const head = Buffer.concat([randomBytes(11), Buffer.from([checksum >>> 24])]);
  const data = encrypt(Buffer.concat([head, bytes]), Buffer.from(password));
  const path = Buffer.from(name);
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(0x801, 2);
  facts.writeUInt32LE(checksum, 10);
  facts.writeUInt32LE(data.length, 14);
  facts.writeUInt32LE(bytes.length, 18);
  facts.writeUInt16LE(path.length, 22);
  const local = Buffer.concat([Buffer.from('504b0304', 'hex'), facts, path, data]);
  const entry = Buffer.concat([Buffer.from('504b01021400', 'hex'), facts, Buffer.alloc(14), path]);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}

function encrypt(bytes: Buffer, password: Buffer): Buffer {
  const keys = { a: 0x12345678, b: 0x23456789, c: 0x34567890 };
  const step = (byte: number): void => {
    keys.a = toNext(keys.a, byte);
    keys.b = (Math.imul((keys.b + (keys.a & 255)) >>> 0, 134775813) + 1) >>> 0;
    keys.c = toNext(keys.c, keys.b >>> 24);
  };
  password.forEach(step);
  return Buffer.from(
    bytes.map((byte) => {
      const mask = (keys.c | 2) & 0xffff;
      step(byte);
      return byte ^ ((Math.imul(mask, mask ^ 1) >>> 8) & 255);
    }),
  );
}

/** One step of CRC-32 without the inversions that zlib's function makes before and after. */
function toNext(state: number, byte: number): number {
  return ~crc32(Buffer.from([byte]), ~state >>> 0) >>> 0;
}
