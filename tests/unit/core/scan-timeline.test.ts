import { expect, test } from 'vitest';
import { toTimeline } from '../../../lib/core/scan-timeline.ts';
import { aHold, aHoldAtRest } from '../../factories/hold-factory.ts';
import { aPollingScan, aScanAtRest } from '../../factories/scan-factory.ts';

test('what happened is told in its order', () => {
  const scan = aScanAtRest({ createdAt: 1, submittedAt: 3, finishedAt: 8 });
  const hold = aHoldAtRest({ createdAt: 2, heldUntil: 90, exposedAt: 6, finishedAt: 9 });
  expect(toTimeline(scan, hold).map(({ what, at }) => `${at} ${what}`)).toEqual([
    '1 asked',
    '2 held',
    '3 accepted',
    '6 exposed',
    '8 ended',
    '9 settled',
  ]);
});

test('what has not happened is not told', () => {
  const scan = aPollingScan({ createdAt: 1, submittedAt: 2, finishedAt: 3 });
  expect(toTimeline(scan, aHold({ finishedAt: 4 })).map(({ what }) => what)).toEqual(['asked', 'accepted']);
  expect(toTimeline(undefined, undefined)).toEqual([]);
});
