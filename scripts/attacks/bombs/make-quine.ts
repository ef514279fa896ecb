import { crc32 } from 'node:zlib';

/*
 * A gzip file that unpacks to itself, after Russ Cox, "Zip Files All The Way Down" (https://research.swtch.com/zip): a
 * program of two instructions, both of one unit of 5 bytes. L(n) writes the n units behind it, as a stored block; R4 and
 * RS repeat the last 20 or 18 bytes, as a block of two copies.
 */

const UNIT = 5;
/** Header of gzip with a name: three units. */
const START = Buffer.concat([Buffer.from('1f8b0808000000000003', 'hex'), Buffer.from('self\0')]);
/** An empty last block, the checksum, and the size. */
const END_BYTES = UNIT + 8;

/** @returns the file, which is the same at every level. */
export function makeQuine(): Buffer {
  const zero = build(Buffer.alloc(4));
  const size = zero.length;
  const crcOf = (crc: number): number => crc32(build(toBytes(crc), size));
  // A checksum is linear in each bit of the file, so the one that is right inside itself solves 32 equations.
  const base = crcOf(0);
  const columns = Array.from({ length: 32 }, (_, bit) => (crcOf((1 << bit) >>> 0) ^ base ^ (1 << bit)) >>> 0);
  return build(toBytes(solve(columns, base)), size);
}

function build(crc: Buffer, size = 0): Buffer {
  const end = Buffer.concat([Buffer.from('010000ffff', 'hex'), crc, toBytes(size)]);
  const [l0, l1, l4, r4] = [literal(0), literal(UNIT), literal(4 * UNIT), repeat(4 * UNIT)];
  const [lEnd, rEnd] = [literal(UNIT + END_BYTES), repeat(UNIT + END_BYTES)];
  return Buffer.concat([
    START,
    ...[l4, START, l4, r4],
    ...[l1, r4, l1, l1],
    ...[l4, r4, l1, l1, l4, r4],
    ...[l4, r4, l4, r4, l4, r4],
    ...[l4, r4, l0, l0, lEnd, r4],
    ...[l0, l0, lEnd, rEnd, end, rEnd],
    end,
  ]);
}

/** A stored block (RFC 1951, 3.2.4) of so many bytes, which follow. */
function literal(bytes: number): Buffer {
  const block = Buffer.alloc(UNIT);
  block.writeUInt16LE(bytes, 1);
  block.writeUInt16LE(~bytes & 0xffff, 3);
  return block;
}

/** A block of fixed codes (3.2.6): two copies of half of the last `bytes`, from so far back; 40 bits in all. */
function repeat(bytes: number): Buffer {
  // Lengths 9 and 10 are codes 263 and 264; distances 17 to 24 are code 8 and three bits more.
  const copy = [...toBits(bytes / 2 - 2, 7).reverse(), ...[0, 1, 0, 0, 0], ...toBits(bytes - 17, 3)];
  const bits = [0, 1, 0, ...copy, ...copy, ...[0, 0, 0, 0, 0, 0, 0]];
  const block = Buffer.alloc(UNIT);
  for (const [at, bit] of bits.entries()) block[at >> 3] = (block[at >> 3] ?? 0) | (bit << (at & 7));
  return block;
}

/** Lowest first. */
function toBits(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, bit) => (value >> bit) & 1);
}

/** Finds the bits of which the columns, added up, make `target` (Gauss, modulo 2). */
function solve(columns: readonly number[], target: number): number {
  let rows = Array.from({ length: 32 }, (_, row) => ({
    left: columns.reduce((sum, column, at) => sum + ((column >>> row) & 1) * 2 ** at, 0),
    right: (target >>> row) & 1,
  }));
  const found: { at: number; left: number; right: number }[] = [];
  for (let at = 0; at < 32; at += 1) {
    const pivot = rows.find(({ left }) => ((left >>> at) & 1) === 1);
    if (pivot === undefined) continue;
    const clear = (row: { left: number; right: number }) =>
      ((row.left >>> at) & 1) === 1
        ? { left: (row.left ^ pivot.left) >>> 0, right: row.right ^ pivot.right }
        : row;
    rows = rows.filter((row) => row !== pivot).map(clear);
    found.push({ at, ...pivot });
  }
  return found.reduceRight((value, { at, left, right }) => {
    const rest = [...toBits32((left & value) >>> 0)].reduce((sum, bit) => sum ^ bit, right);
    return rest === 1 ? (value | (1 << at)) >>> 0 : value;
  }, 0);
}

function toBits32(value: number): number[] {
  return Array.from({ length: 32 }, (_, bit) => (value >>> bit) & 1);
}

function toBytes(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
