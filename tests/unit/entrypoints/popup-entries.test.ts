import { expect, test } from 'vitest';
import { type PopupRows, toPopupEntries } from '../../../entrypoints/popup/popup-entries.ts';
import type { Hold } from '../../../lib/core/hold.ts';
import { aHold, aHoldAtRest } from '../../factories/hold-factory.ts';
import { aPollingScan, aScanAtRest } from '../../factories/scan-factory.ts';

function entriesOf(given: Partial<PopupRows>) {
  const none = {
    activeScans: [],
    restScans: [],
    activeHolds: [],
    scanOf: () => undefined,
    holdOf: () => undefined,
  };
  const { questions, active, atRest } = toPopupEntries({ ...none, ...given });
  const ids = (entries: typeof questions) => entries.map(({ id }) => id);
  return { questions: ids(questions), active: ids(active), atRest: ids(atRest) };
}

const theHold = (id: string, given: Partial<Hold> = {}) => aHold({ id, ...given });

test('a question is listed as one, whether its scan goes on or has ended', () => {
  expect(
    entriesOf({
      activeScans: [aPollingScan({ id: 'late' })],
      restScans: [aScanAtRest({ id: 'failed' })],
      activeHolds: [theHold('late', { question: 'time-limit' }), theHold('failed', { question: 'failed' })],
    }),
  ).toEqual({ questions: ['late', 'failed'], active: [], atRest: [] });
});

test('a file that is still handled is under way, though its scan is done', () => {
  const scan = aScanAtRest({ id: 'done' });
  const activeHolds = [theHold('done', { state: 'releasing' })];
  expect(entriesOf({ restScans: [scan], activeHolds, scanOf: () => scan })).toEqual({
    questions: [],
    active: ['done'],
    atRest: [],
  });
});

test('what is under way stands in the order of its start, held or not', () => {
  const activeScans = [3, 1].map((at) => aPollingScan({ id: `scan-${at}`, createdAt: at }));
  const activeHolds = [theHold('scan-2', { createdAt: 2 })];
  expect(entriesOf({ activeScans, activeHolds }).active).toEqual(['scan-3', 'scan-2', 'scan-1']);
});

test('a hold whose scan is gone is shown all the same', () => {
  const [question] = toPopupEntries({
    activeScans: [],
    restScans: [],
    activeHolds: [theHold('lost', { question: 'failed' })],
    scanOf: () => undefined,
    holdOf: () => undefined,
  }).questions;
  expect(question).toMatchObject({ id: 'lost', scan: undefined });
});

test('the past has what became of the files', () => {
  const hold = aHoldAtRest({ id: 'past' });
  const { atRest } = toPopupEntries({
    activeScans: [],
    restScans: [aScanAtRest({ id: 'past' })],
    activeHolds: [],
    scanOf: () => undefined,
    holdOf: (id) => (id === 'past' ? hold : undefined),
  });
  expect(atRest).toEqual([{ id: 'past', hold, scan: expect.objectContaining({ id: 'past' }) }]);
});
