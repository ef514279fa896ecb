const DIGITS = '!"#$%&\'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr';

/** A file in BinHex 4.0 (RFC 1741), without a resource fork. `flaw` is added to the checksum of the data. */
export function makeBinhex(bytes: Uint8Array, name: string, flaw = 0): string {
  const header = Buffer.alloc(20 + name.length);
  header[0] = name.length;
  header.write(name, 1, 'latin1');
  header.write('TEXTttxt', 2 + name.length, 'latin1');
  header.writeUInt32BE(bytes.length, 12 + name.length);
  const file = Buffer.concat([
    withChecksum(header),
    withChecksum(bytes, flaw),
    withChecksum(Buffer.alloc(0)),
  ]);
  // 0x90 stands for repetitions; followed by a zero it is itself.
  const escaped = Buffer.from(file.toString('latin1').replaceAll('\x90', '\x90\0'), 'latin1');
  const lines = toDigits(escaped).replace(/.{63}/g, '$&\n');
  return `(This file must be converted with BinHex 4.0)\n\n:${lines}:\n`;
}

function withChecksum(bytes: Uint8Array, flaw = 0): Buffer {
  const sum = Buffer.alloc(2);
  sum.writeUInt16BE((toChecksum(bytes) + flaw) & 0xffff);
  return Buffer.concat([bytes, sum]);
}

function toChecksum(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of [...bytes, 0, 0])
    for (let bit = 7; bit >= 0; bit -= 1) {
      const carry = crc & 0x8000;
      crc = ((crc << 1) & 0xffff) | ((byte >> bit) & 1);
      if (carry !== 0) crc ^= 0x1021;
    }
  return crc;
}

function toDigits(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,6}/g) ?? []).map((six) => DIGITS[Number.parseInt(six.padEnd(6, '0'), 2)]).join('');
}
