import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toNextTry } from '../../../../server/callbacks/to-next-try.ts';
import { DEFAULT_CONFIG } from '../../../../server/config.ts';

const LIMITS = DEFAULT_CONFIG.callbacks;

describe('toNextTry', () => {
  it('lies ahead, within an hour and the day, or ends', () => {
    const cases = fc.record({
      attempts: fc.integer({ min: 1, max: 5_000 }),
      age: fc.integer({ min: 0, max: 2 * LIMITS.giveUpAfterMs }),
      random: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(cases, ({ attempts, age, random }) => {
        const next = toNextTry({ attempts, firstAt: 0 }, LIMITS, age, random);
        if (age >= LIMITS.giveUpAfterMs) return next === null;
        return next !== null && next > age && next - age <= LIMITS.maxRetryMs && next <= LIMITS.giveUpAfterMs;
      }),
    );
  });

  it('is up to a fifth earlier at random', () => {
    expect(toNextTry({ attempts: 1, firstAt: 0 }, LIMITS, 0, 0)).toBe(2_000);
    expect(toNextTry({ attempts: 1, firstAt: 0 }, LIMITS, 0, 1)).toBe(1_600);
  });
});
