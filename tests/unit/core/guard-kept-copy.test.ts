import { expect, test } from 'vitest';
import { aPolicy } from '../../factories/policy-factory.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';
import { createFakeGuard } from '../../fakes/fake-guard.ts';
import { createFakeScanned } from '../../fakes/fake-scanned.ts';

const LIMIT_MS = 5_000;

/** A copy that was fetched anew, and handed over in place of the browser's own when the verdict was late. */
function handedOverLate() {
  const policy = aPolicy({ onUnfinished: 'keep', scanTimeLimitMs: LIMIT_MS });
  const guard = createFakeGuard({ policy, canBeHeld: true, canPark: true, canRename: false, isAnew: true });
  const scanned = createFakeScanned();
  const late = START_OF_TEST + LIMIT_MS;
  guard.stage();
  scanned.step(START_OF_TEST, 'accept');
  guard.wake(late, scanned.scan());
  expect(guard.file.isThere()).toBe(false);
  expect(guard.hold()).toMatchObject({ state: 'kept', place: 'own-name', deliveryId: expect.any(Number) });
  return { guard, scanned, late };
}

// The browser's own download was cancelled long ago: what becomes of it says nothing of the file that was handed over.
test.each([
  ['clean', 'released', 'own-name'],
  ['unknown', 'kept', 'own-name'],
  ['malicious', 'removed', 'nowhere'],
] as const)('a copy that was handed over, and is found %s later, is %s', (verdict, state, place) => {
  const { guard, scanned, late } = handedOverLate();
  scanned.step(late, { verdict });
  guard.wake(late, scanned.scan());
  expect(guard.hold()).toMatchObject({ state, place });
  expect(guard.hold().lostBecause).toBeUndefined();
});
