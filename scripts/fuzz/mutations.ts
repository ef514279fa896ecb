import type { Random } from './create-random.ts';

/** Breaks `bytes`, which are its own to change, in one place; `other` is another file of the same format. */
export type Mutation = (bytes: Buffer, other: Buffer, random: Random) => Buffer;

/** Where programs count wrong: around nothing, signs, powers of two, and the ends of what fits. */
const NUMBERS: readonly number[] = [
  0, 1, 2, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xfffe, 0xffff, 0x1_0000, 0x7fff_ffff, 0x8000_0000,
  0xffff_fff0, 0xffff_fffe, 0xffff_ffff,
];

const SIZES: readonly number[] = [1, 2, 4];
const MAX_BLOCK = 4_096;
const MAX_GROWTH = 500_000;
const LENGTH_TRIES = 64;

const flipBit: Mutation = (bytes, _, random) => {
  const at = random.below(bytes.length);
  if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  return bytes;
};

const overwriteByte: Mutation = (bytes, _, random) => {
  if (bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
};

const overwriteNumber: Mutation = (bytes, _, random) => {
  const size = random.pick(SIZES);
  writeNumber(bytes, random.below(bytes.length - size + 1), size, random.pick(NUMBERS), random);
  return bytes;
};

const truncate: Mutation = (bytes, _, random) => bytes.subarray(0, random.below(bytes.length + 1));

const dropStart: Mutation = (bytes, _, random) =>
  bytes.subarray(random.below(Math.min(bytes.length, MAX_BLOCK)));

const removeBlock: Mutation = (bytes, _, random) => {
  const { start, end } = pickBlock(bytes, random);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
};

const repeatBlock: Mutation = (bytes, _, random) => {
  const { start, end } = pickBlock(bytes, random);
  const block = bytes.subarray(start, end);
  const most = Math.floor(MAX_GROWTH / Math.max(1, block.length));
  const times = Math.min(most, random.pick([1, 1, 2, 16, 1_000]));
  const copies = Array.from({ length: times }, () => block);
  return Buffer.concat([bytes.subarray(0, end), ...copies, bytes.subarray(end)]);
};

const moveBlock: Mutation = (bytes, _, random) => {
  const { start, end } = pickBlock(bytes, random);
  const rest = Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  const at = random.below(rest.length + 1);
  return Buffer.concat([rest.subarray(0, at), bytes.subarray(start, end), rest.subarray(at)]);
};

const spliceOther: Mutation = (bytes, other, random) =>
  Buffer.concat([
    bytes.subarray(0, random.below(bytes.length + 1)),
    other.subarray(random.below(other.length + 1)),
  ]);

const insertOther: Mutation = (bytes, other, random) => {
  const { start, end } = pickBlock(other, random);
  const at = random.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), other.subarray(start, end), bytes.subarray(at)]);
};

/** A number that could be a length or a place in the file becomes a wrong one. */
const changeLength: Mutation = (bytes, _, random) => {
  for (let step = 0; step < LENGTH_TRIES; step += 1) {
    const size = random.pick([2, 4]);
    const at = random.below(bytes.length - size + 1);
    if (at + size > bytes.length) continue;
    const value = random.below(2) === 0 ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
    if (value === 0 || value > bytes.length) continue;
    const changed = random.pick([value + 1, value - 1, value * 2, 0, bytes.length, ...NUMBERS]);
    writeNumber(bytes, at, size, changed, random);
    break;
  }
  return bytes;
};

/** The same for numbers in digits, as in PDF, RTF, tar and mail. */
const changeDigits: Mutation = (bytes, _, random) => {
  const text = bytes.toString('latin1');
  const found = [...text.matchAll(/\d+/g)];
  if (found.length === 0) return bytes;
  const { 0: digits, index } = random.pick(found);
  const number = String(random.pick([...NUMBERS, -1, bytes.length, Number(digits) + 1]));
  return Buffer.from(text.slice(0, index) + number + text.slice(index + digits.length), 'latin1');
};

export const MUTATIONS: readonly Mutation[] = [
  flipBit,
  overwriteByte,
  overwriteNumber,
  truncate,
  dropStart,
  removeBlock,
  repeatBlock,
  moveBlock,
  spliceOther,
  insertOther,
  changeLength,
  changeLength,
  changeDigits,
];

function writeNumber(bytes: Buffer, at: number, size: number, value: number, random: Random): void {
  if (at + size > bytes.length) return;
  const fitting = value % 2 ** (8 * size);
  const positive = fitting < 0 ? fitting + 2 ** (8 * size) : fitting;
  if (random.below(2) === 0) bytes.writeUIntLE(positive, at, size);
  else bytes.writeUIntBE(positive, at, size);
}

function pickBlock(bytes: Buffer, random: Random): { start: number; end: number } {
  const start = random.below(bytes.length);
  const end = Math.min(bytes.length, start + 1 + random.below(random.pick([4, 64, MAX_BLOCK])));
  return { start, end };
}
