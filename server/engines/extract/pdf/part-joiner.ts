import type { ExtractedPart } from '../extractor.ts';

const FLUSH_BYTES = 4_000_000;
const SEPARATOR = Buffer.from('\n');

/**
 * Joins many small pieces to few parts: each part costs an engine as much as a small file. `add` and `finish` give the
 * part that became full. What is added is kept as it is and must not change.
 */
export type PartJoiner = {
  add: (bytes: Buffer) => ExtractedPart | null;
  finish: () => ExtractedPart | null;
  /** Bytes that wait for their part. */
  pending: () => number;
};

/** @param toName of the part with this number, from 1. */
export function createPartJoiner(toName: (number: number) => string): PartJoiner {
  let pieces: Buffer[] = [];
  let size = 0;
  let number = 0;

  function finish(): ExtractedPart | null {
    if (size === 0) return null;
    number += 1;
    const part = { name: toName(number), bytes: Buffer.concat(pieces) };
    pieces = [];
    size = 0;
    return part;
  }

  function add(bytes: Buffer): ExtractedPart | null {
    if (bytes.length === 0) return null;
    pieces.push(bytes, SEPARATOR);
    size += bytes.length + SEPARATOR.length;
    return size >= FLUSH_BYTES ? finish() : null;
  }

  return { add, finish, pending: () => size };
}
