const SIGNATURE = 0x01;
const CHUNK_BYTES = 4096;

/** Unpacked text and whether the container was sound to its end. */
export type VbaText = { bytes: Buffer; whole: boolean };

/**
 * Unpacks a compressed container of VBA ([MS-OVBA] 2.4.1.3): source text and the list of modules are stored so.
 * What stands before a fault is kept, since Office runs what it could read.
 * @param from place of the container in `bytes`.
 * @param onGrowth told the size so far, in bytes, before each chunk of at most 4,096; may throw.
 */
export function decompressVba(bytes: Buffer, from: number, onGrowth: (size: number) => void): VbaText {
  if (bytes[from] !== SIGNATURE) return { bytes: Buffer.alloc(0), whole: false };
  const chunks: Buffer[] = [];
  let size = 0;
  let at = from + 1;
  while (at + 2 <= bytes.length) {
    const header = bytes.readUInt16LE(at);
    // Zeros fill the stream's last sector where the writer counted them in.
    if (header === 0) break;
    if (((header >> 12) & 7) !== 3) return { bytes: Buffer.concat(chunks), whole: false };
    const end = at + (header & 0x0fff) + 3;
    onGrowth(size + CHUNK_BYTES);
    const chunk = unpackChunk(bytes.subarray(at + 2, end), (header & 0x8000) !== 0);
    chunks.push(chunk.bytes);
    size += chunk.bytes.length;
    if (!chunk.whole || end > bytes.length) return { bytes: Buffer.concat(chunks), whole: false };
    at = end;
  }
  return { bytes: Buffer.concat(chunks), whole: true };
}

function unpackChunk(data: Buffer, isPacked: boolean): VbaText {
  if (!isPacked) return { bytes: data.subarray(0, CHUNK_BYTES), whole: true };
  const out = Buffer.alloc(CHUNK_BYTES);
  let length = 0;
  let at = 0;
  while (at < data.length) {
    const flags = data[at] ?? 0;
    at += 1;
    for (let bit = 0; bit < 8 && at < data.length; bit += 1) {
      if (((flags >> bit) & 1) === 0) {
        if (length === CHUNK_BYTES) return { bytes: out, whole: false };
        out[length] = data[at] ?? 0;
        length += 1;
        at += 1;
        continue;
      }
      if (at + 2 > data.length) return { bytes: out.subarray(0, length), whole: false };
      const { offset, count } = readCopyToken(data.readUInt16LE(at), length);
      at += 2;
      if (offset > length || length + count > CHUNK_BYTES)
        return { bytes: out.subarray(0, length), whole: false };
      // Byte by byte: the copy may overlap what it writes.
      for (const end = length + count; length < end; length += 1) out[length] = out[length - offset] ?? 0;
    }
  }
  return { bytes: out.subarray(0, length), whole: true };
}

/** The further a chunk has come, the more bits of a token are its offset ([MS-OVBA] 2.4.1.3.19.1). */
function readCopyToken(token: number, length: number): { offset: number; count: number } {
  let offsetBits = 4;
  while (2 ** offsetBits < length) offsetBits += 1;
  const countBits = 16 - offsetBits;
  return { offset: (token >> countBits) + 1, count: (token & (2 ** countBits - 1)) + 3 };
}
