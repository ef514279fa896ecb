/** Numbers that look random and are the same again for the same seed. */
export type Random = {
  /** A whole number from 0 up to, and without, `limit`; 0 where that is below 1. */
  below: (limit: number) => number;
  /** One of a list that is not empty. */
  pick: <T>(list: readonly T[]) => T;
};

/** Mulberry32, by Tommy Ettinger: 32 bits of state, enough for choosing where to break a file. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => (limit < 1 ? 0 : Math.floor(next() * limit));
  return {
    below,
    pick: (list) => {
      const item = list[below(list.length)];
      if (item === undefined) throw new Error('Nothing can be picked from an empty list.');
      return item;
    },
  };
}
