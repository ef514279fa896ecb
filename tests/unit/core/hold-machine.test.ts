import { expect, test } from 'vitest';
import { HOLD_MACHINE, HOLD_STATES, isActing, isHoldAtRest } from '../../../lib/core/hold-machine.ts';
import { HOLD_EVENT_TYPES, HOLD_EVENTS } from '../../factories/hold-factory.ts';
import { readDrawnMoves } from './read-drawn-moves.ts';

const MOVES = Object.entries(HOLD_MACHINE).flatMap(([state, moves]) =>
  Object.entries<string>(moves).map(([event, next]) => `${state} + ${event} -> ${next}`),
);

test('ARCHITECTURE.md draws the same table', () => {
  const drawn = readDrawnMoves('hold', 'event', 'next hold');
  expect(drawn.toSorted()).toEqual(MOVES.toSorted());
  expect(new Set(drawn).size).toBe(drawn.length);
});

test('every state of the table is listed once, and every event has an example', () => {
  expect(HOLD_STATES.toSorted()).toEqual(Object.keys(HOLD_MACHINE).toSorted());
  expect(HOLD_EVENT_TYPES.toSorted()).toEqual(Object.keys(HOLD_EVENTS).toSorted());
});

test('every move leads to a state of the table by an event that there is', () => {
  const events: readonly string[] = HOLD_EVENT_TYPES;
  for (const moves of Object.values(HOLD_MACHINE)) {
    for (const [event, next] of Object.entries(moves)) {
      expect(events).toContain(event);
      expect(HOLD_STATES).toContain(next);
    }
  }
});

test('every state but the first one can be reached from it', () => {
  const reached = new Set<string>(['observed']);
  for (const state of reached) {
    const found = HOLD_STATES.filter((one) => one === state);
    for (const one of found) for (const next of Object.values<string>(HOLD_MACHINE[one])) reached.add(next);
  }
  expect([...reached].toSorted()).toEqual(HOLD_STATES.toSorted());
});

test('from every state under way there is a way to rest', () => {
  const settled = new Set<string>(HOLD_STATES.filter(isHoldAtRest));
  for (let round = 0; round < HOLD_STATES.length; round += 1) {
    for (const state of HOLD_STATES) {
      if (Object.values<string>(HOLD_MACHINE[state]).some((next) => settled.has(next))) settled.add(state);
    }
  }
  expect([...settled].toSorted()).toEqual(HOLD_STATES.toSorted());
});

/** Which moves enter a state from another one, by the event that does it. */
function waysInto(...targets: readonly string[]): Set<string> {
  const entries = MOVES.map((move) => move.split(/ \+ | -> /));
  return new Set(
    entries.flatMap(([state = '', event = '', next = '']) =>
      targets.includes(next) && state !== next ? [event] : [],
    ),
  );
}

test('a file is taken from the browser with a copy of our own, or as somebody decided', () => {
  // `expose` finds the browser's copy again that was given up for ours before.
  expect(waysInto('swapping')).toEqual(new Set(['swap', 'expose']));
  expect(MOVES.filter((move) => move.endsWith('+ expose -> swapping'))).toEqual([
    'swapping + expose -> swapping',
    'staged + expose -> swapping',
  ]);
  expect(waysInto('removing')).toEqual(new Set(['remove']));
});

test('a file is handed over by a release, or kept by a keep', () => {
  expect(waysInto('releasing')).toEqual(new Set(['release']));
  expect(waysInto('keeping')).toEqual(new Set(['keep']));
  expect(MOVES.filter((move) => / -> (released|kept|removed)$/.test(move))).toEqual([
    'releasing + finish -> released',
    'keeping + finish -> kept',
    'removing + finish -> removed',
    'kept + ask -> kept',
    'kept + keep -> kept',
  ]);
});

test('a hold acts, waits or rests', () => {
  expect(HOLD_STATES.filter((state) => isActing(state) && isHoldAtRest(state))).toEqual([]);
  for (const state of HOLD_STATES.filter(isActing)) expect(HOLD_MACHINE[state]).toHaveProperty('postpone');
});
