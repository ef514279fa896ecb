import { beforeEach, describe, expect, test } from 'vitest';
import { HOLD_STATES, isHoldAtRest } from '../../../lib/core/hold-machine.ts';
import type { Scan } from '../../../lib/core/scan.ts';
import { isAtRest, SCAN_STATES } from '../../../lib/core/scan-machine.ts';
import { createStagedTidy, type TidyStaged } from '../../../lib/scan/tidy-staged.ts';
import { aHold, aHoldAtRest } from '../../factories/hold-factory.ts';
import { aScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { createTestStore, type TestStore } from '../../fakes/create-test-store.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

const HOUR = 3_600_000;
const NOW = START_OF_TEST;
const LONG_AGO = NOW - 170 * HOUR;

let made: TestStore;
let tidyStaged: TidyStaged;

beforeEach(() => {
  made = createTestStore();
  tidyStaged = createStagedTidy({ ...made, scans: made.store, now: () => NOW });
});

/** Whether the bytes of an id are there after the tidying. */
async function areKept(id: string, stagedAt?: number): Promise<boolean> {
  await made.staged.stage(id, new Blob(['bytes']), stagedAt ?? LONG_AGO);
  await tidyStaged(id, stagedAt);
  return (await made.staged.get(id)) !== undefined;
}

async function areKeptFor(scan: Scan): Promise<boolean> {
  await made.store.add(scan);
  return areKept(scan.id);
}

const evidence = [{ name: 'encrypted', description: '', verdict: 'unknown' }] as const;

describe('without a hold', () => {
  test.each(SCAN_STATES.filter((state) => !isAtRest(state)))(
    'a scan that is %s needs them',
    async (state) => {
      expect(await areKeptFor(aScan({ state }))).toBe(true);
    },
  );

  test.each([
    ['done', false, {}],
    ['done, and locked', true, { evidence }],
    ['done, and locked long ago', false, { evidence, finishedAt: LONG_AGO }],
    ['done, and malicious without being opened', false, { evidence, verdict: 'malicious' }],
    ['failed', true, { state: 'failed', problem: 'refused' }],
    ['failed long ago', false, { state: 'failed', problem: 'refused', finishedAt: LONG_AGO }],
    ['too large', false, { state: 'failed', problem: 'too-large' }],
    ['kept back', true, { state: 'withheld' }],
    ['about to be given them', true, { state: 'needs-bytes' }],
    ['never given them', false, { state: 'needs-bytes', finishedAt: LONG_AGO }],
  ] as const)('a scan that is %s: %s', async (_what, isKept, part) => {
    expect(await areKeptFor(aScanAtRest(part))).toBe(isKept);
  });
});

describe('without a scan', () => {
  test('they stay for an hour, since they come first, and where nobody says since when they are there', async () => {
    expect(await areKept('fresh', NOW - HOUR + 1)).toBe(true);
    expect(await areKept('old', NOW - HOUR)).toBe(false);
    expect(await areKept('unknown')).toBe(true);
  });

  test('that can be read they stay', async () => {
    const scans = { ...made.store, has: async () => true };
    await made.staged.stage('one', new Blob(), LONG_AGO);
    await createStagedTidy({ ...made, scans, now: () => NOW })('one', LONG_AGO);
    expect(await made.staged.get('one')).toBeDefined();
  });
});

test.each(HOLD_STATES)('a hold that is %s keeps them while it is under way', async (state) => {
  const hold = isHoldAtRest(state) ? aHoldAtRest({ id: 'one', state }) : aHold({ id: 'one', state });
  await made.holds.add(hold);
  expect(await areKeptFor(aScanAtRest({ id: 'one' }))).toBe(!isHoldAtRest(state));
});
