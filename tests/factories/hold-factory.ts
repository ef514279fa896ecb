import type { HoldEvent } from '../../lib/core/advance-hold.ts';
import type { Hold, StagedCopy } from '../../lib/core/hold.ts';
import { START_OF_TEST } from '../fakes/fake-clock.ts';

let lastNumber = 0;

/** Our own complete copy of a small file. */
export const A_COPY: StagedCopy = { size: 1_000, sha256: 'ab'.repeat(32) };

/** A hold that was just made, with an id of its own; what a test is about is given. */
export function aHold(given: Partial<Hold> = {}): Hold {
  lastNumber += 1;
  return {
    id: `scan-${lastNumber}`,
    downloadId: lastNumber,
    name: 'setup.exe',
    state: 'observed',
    place: 'arriving',
    createdAt: START_OF_TEST,
    updatedAt: START_OF_TEST,
    limitAt: START_OF_TEST + 120_000,
    dueAt: START_OF_TEST + 120_000,
    attempts: 0,
    ...given,
  };
}

/** A hold that came to rest: without a due time, as the machine leaves it. */
export function aHoldAtRest(given: Partial<Hold> = {}): Hold {
  const { dueAt: _due, ...hold } = aHold({
    state: 'released',
    place: 'own-name',
    finishedAt: START_OF_TEST,
    fate: { do: 'release', by: 'verdict', because: 'clean' },
  });
  return { ...hold, ...given };
}

/** One event of each type, as the guard sends them. */
export const HOLD_EVENTS: { readonly [Type in HoldEvent['type']]: Extract<HoldEvent, { type: Type }> } = {
  hold: { type: 'hold', heldUntil: START_OF_TEST + 14_000 },
  stage: { type: 'stage', copy: A_COPY },
  unstage: { type: 'unstage' },
  swap: { type: 'swap' },
  drop: { type: 'drop' },
  leave: { type: 'leave' },
  park: { type: 'park', markedName: 'setup.exe.unverified' },
  arrive: { type: 'arrive' },
  expose: { type: 'expose', because: 'worker-died' },
  recover: { type: 'recover' },
  lose: { type: 'lose', because: 'interrupted' },
  ask: { type: 'ask', because: 'failed' },
  release: { type: 'release', verdict: 'clean' },
  keep: { type: 'keep', by: 'person', because: 'failed' },
  remove: { type: 'remove', by: 'policy', because: 'malicious' },
  deliver: { type: 'deliver', downloadId: 4711 },
  postpone: { type: 'postpone', problem: 'storage-full', dueAt: START_OF_TEST + 90_000 },
  finish: { type: 'finish', place: 'own-name' },
};

export const HOLD_EVENT_TYPES: readonly HoldEvent['type'][] = [
  'hold',
  'stage',
  'unstage',
  'swap',
  'drop',
  'leave',
  'park',
  'arrive',
  'expose',
  'recover',
  'lose',
  'ask',
  'release',
  'keep',
  'remove',
  'deliver',
  'postpone',
  'finish',
];
