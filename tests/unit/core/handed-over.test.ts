import { expect, test } from 'vitest';
import { isToGiveWay, toHandedOver } from '../../../lib/core/handed-over.ts';
import type { Hold } from '../../../lib/core/hold.ts';
import { A_COPY, aHold } from '../../factories/hold-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

const HOLDING = aPolicy();
const ANEW = { ...A_COPY, isAnew: true };
const hold = (given: Partial<Hold> = {}) => aHold({ state: 'held', staged: ANEW, ...given });

test.each<[string, Partial<Hold>, boolean]>([
  ['held', {}, true],
  ['not held yet', { state: 'observed' }, true],
  ['under its own name before', { state: 'observed', exposedAt: START_OF_TEST }, false],
  ['under its own name', { state: 'observed', place: 'own-name' }, false],
  ['with a copy of the very bytes', { staged: A_COPY }, false],
])('the browser’s copy gives way to one that was fetched anew: %s', (_case, given, isGiven) => {
  expect(isToGiveWay(hold(given), HOLDING)).toBe(isGiven);
  if (isGiven) expect(toHandedOver(hold(given), HOLDING, true)).toEqual(ANEW);
});

test('where nothing is held, the browser’s copy stays, and ours says nothing of it', () => {
  const policy = aPolicy({ mode: 'warn', holdUntilScanned: false });
  expect(isToGiveWay(hold({ state: 'observed' }), policy)).toBe(false);
  expect(toHandedOver(hold({ state: 'observed' }), policy, true)).toBeUndefined();
  expect(toHandedOver(hold({ state: 'observed', staged: A_COPY }), policy, true)).toEqual(A_COPY);
});

test.each<[Partial<Hold>, boolean]>([
  [{ state: 'staged', place: 'staged' }, true],
  [{ state: 'parking' }, true],
  [{ state: 'parked', place: 'marked-name' }, true],
  [{ state: 'observed', place: 'own-name' }, false],
])('our copy is what the person gets at %j: %s', (given, isGiven) => {
  expect(toHandedOver(hold(given), HOLDING, true)).toEqual(isGiven ? ANEW : undefined);
  expect(toHandedOver(hold(given), HOLDING, false)).toBeUndefined();
});
