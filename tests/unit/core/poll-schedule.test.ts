import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MAX_POLL_DELAY_MS,
  MIN_FIRST_DELAY_MS,
  MIN_POLL_DELAY_MS,
  nextPollDelay,
  nextRetryDelay,
} from '../../../lib/core/poll-schedule.ts';

const DAY = 24 * 3_600_000;
const AGE = fc.integer({ min: 0, max: 7 * DAY });
const RANDOM = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const RETRY_AFTER = fc.integer({ min: 0, max: 3 * DAY });

describe('the next poll', () => {
  test.each([
    [0, 500],
    [999, 500],
    [1_000, 1_000],
    [6_000, 1_000],
    [10_000, 1_500],
    [100_000, 15_000],
    [200_000, 30_000],
    [DAY, 30_000],
    [-5_000, 500],
  ])('at an age of %d ms is in %d ms, without chance', (age, delay) => {
    expect(nextPollDelay(age, 0)).toBe(delay);
  });

  test('is later than 15 % of the age only for the floor of a second or of half of one, and never later than 30 s', () => {
    fc.assert(
      fc.property(AGE, RANDOM, (age, random) => {
        const delay = nextPollDelay(age, random);
        const shortest = age < 1_000 ? MIN_FIRST_DELAY_MS : MIN_POLL_DELAY_MS;
        expect(delay).toBeGreaterThanOrEqual(shortest);
        expect(delay).toBeLessThanOrEqual(MAX_POLL_DELAY_MS);
        if (delay > shortest) expect(delay).toBeLessThanOrEqual(Math.ceil(0.15 * age));
      }),
    );
  });

  test('is shortened by chance by a quarter at most', () => {
    fc.assert(
      fc.property(AGE, RANDOM, (age, random) => {
        const full = nextPollDelay(age, 0);
        expect(nextPollDelay(age, random)).toBeGreaterThanOrEqual(Math.floor(full * 0.75));
        expect(nextPollDelay(age, random)).toBeLessThanOrEqual(full);
      }),
    );
  });

  test('never comes sooner as the scan grows older', () => {
    fc.assert(
      fc.property(AGE, AGE, RANDOM, (one, other, random) => {
        const [young, old] = one < other ? [one, other] : [other, one];
        expect(nextPollDelay(old, random)).toBeGreaterThanOrEqual(nextPollDelay(young, random));
      }),
    );
  });

  test('waits as long as the server asks, up to a day, and never shorter for it', () => {
    fc.assert(
      fc.property(AGE, RANDOM, RETRY_AFTER, (age, random, retryAfter) => {
        const asked = Math.min(retryAfter, DAY);
        expect(nextPollDelay(age, random, retryAfter)).toBe(Math.max(asked, nextPollDelay(age, random)));
      }),
    );
  });

  test('survives a server that asks for eternity', () => {
    expect(nextPollDelay(0, 0, Number.POSITIVE_INFINITY)).toBe(DAY);
  });
});

describe('the next try after a failure', () => {
  test.each([
    [0, 2_000],
    [1, 4_000],
    [2, 8_000],
    [7, 256_000],
    [8, 300_000],
    [1_000_000, 300_000],
  ])('after %d failures is in %d ms, without chance', (attempts, delay) => {
    expect(nextRetryDelay(attempts, 0)).toBe(delay);
  });

  test('is within its bounds, and never sooner with more failures', () => {
    fc.assert(
      fc.property(fc.nat(5_000), RANDOM, (attempts, random) => {
        const delay = nextRetryDelay(attempts, random);
        expect(delay).toBeGreaterThanOrEqual(1_500);
        expect(delay).toBeLessThanOrEqual(300_000);
        expect(nextRetryDelay(attempts + 1, random)).toBeGreaterThanOrEqual(delay);
      }),
    );
  });

  test('waits as long as the server asks, up to a day', () => {
    fc.assert(
      fc.property(fc.nat(50), RANDOM, RETRY_AFTER, (attempts, random, retryAfter) => {
        const asked = Math.min(retryAfter, DAY);
        expect(nextRetryDelay(attempts, random, retryAfter)).toBe(
          Math.max(asked, nextRetryDelay(attempts, random)),
        );
      }),
    );
  });
});
