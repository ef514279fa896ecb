import { expect, test } from 'vitest';
import { isAtRest, SCAN_MACHINE, SCAN_STATES } from '../../../lib/core/scan-machine.ts';
import { EVENT_TYPES } from '../../factories/event-factory.ts';
import { type Move, readDrawnMoves } from './read-drawn-moves.ts';

const MOVES: readonly Move[] = Object.entries(SCAN_MACHINE).flatMap(([state, moves]) =>
  Object.entries(moves).map(([event, next]): Move => `${state} + ${event} -> ${next}`),
);

test('ARCHITECTURE.md draws the same table', () => {
  const drawn = readDrawnMoves('state', 'event', 'next state');
  expect(drawn.toSorted()).toEqual(MOVES.toSorted());
  expect(new Set(drawn).size).toBe(drawn.length);
});

test('every state of the table is listed once, and no other', () => {
  expect(SCAN_STATES.toSorted()).toEqual(Object.keys(SCAN_MACHINE).toSorted());
});

test('every move leads to a state of the table by an event that there is', () => {
  const events: readonly string[] = EVENT_TYPES;
  for (const moves of Object.values(SCAN_MACHINE)) {
    for (const [event, next] of Object.entries(moves)) {
      expect(events).toContain(event);
      expect(SCAN_STATES).toContain(next);
    }
  }
});

test('every state can be reached', () => {
  const reached = new Set(Object.values(SCAN_MACHINE).flatMap((moves) => Object.values<string>(moves)));
  expect(SCAN_STATES.filter((state) => !reached.has(state))).toEqual([]);
});

test('a scan leaves its rest only when it is asked to', () => {
  const ways = SCAN_STATES.filter(isAtRest).flatMap((state) => Object.keys(SCAN_MACHINE[state]));
  expect(new Set(ways)).toEqual(new Set(['retry', 'supply', 'refuse', 'need-bytes', 'unlock', 'rescan']));
});

test('every state under way has a way out', () => {
  const stuck = SCAN_STATES.filter(
    (state) => !isAtRest(state) && Object.keys(SCAN_MACHINE[state]).length === 0,
  );
  expect(stuck).toEqual([]);
});
