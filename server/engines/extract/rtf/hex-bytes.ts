/** Collects bytes from hex digits, as Word reads them out of RTF. */
export type HexBytes = {
  addDigit: (value: number) => void;
  /** Bytes that stand in the file as they are; a single digit before them is lost. */
  addRaw: (bytes: Uint8Array) => void;
  /** Forgets a digit that has no second one yet. */
  dropOddDigit: () => void;
  toBytes: () => Buffer;
};

const FIRST_BYTES = 4_096;

export function createHexBytes(): HexBytes {
  let bytes = Buffer.alloc(FIRST_BYTES);
  let length = 0;
  let odd: number | null = null;

  function reserve(more: number): void {
    if (length + more <= bytes.length) return;
    bytes = Buffer.concat([bytes], Math.max(bytes.length * 2, length + more));
  }

  return {
    addDigit(value) {
      if (odd === null) odd = value;
      else {
        reserve(1);
        bytes[length] = odd * 16 + value;
        length += 1;
        odd = null;
      }
    },
    addRaw(raw) {
      odd = null;
      reserve(raw.length);
      bytes.set(raw, length);
      length += raw.length;
    },
    dropOddDigit() {
      odd = null;
    },
    toBytes: () => bytes.subarray(0, length),
  };
}
