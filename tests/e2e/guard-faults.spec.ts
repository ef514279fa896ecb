import { expect, test } from '@playwright/test';
import { HOLD_STATES } from '../../lib/core/hold-machine.ts';
import { SCAN_STATES } from '../../lib/core/scan-machine.ts';
import { killWorker } from './extension-worker.ts';
import type { GuardLab } from './guard/guard-lab.ts';
import { HOLD_SCENARIOS } from './guard/hold-scenarios.ts';
import { runFault } from './guard/run-fault.ts';
import { SCAN_SCENARIOS } from './guard/scan-scenarios.ts';

const killTheWorker = (lab: GuardLab) => killWorker(lab.now());
const killTheBrowser = (lab: GuardLab) => lab.crash();

test.describe('the worker is killed', () => {
  for (const state of HOLD_STATES) {
    test(`while a hold is ${state}`, () => runFault(HOLD_SCENARIOS[state], killTheWorker));
  }
  for (const state of SCAN_STATES) {
    test(`while the scan of a held download is ${state}`, () =>
      runFault(SCAN_SCENARIOS[state], killTheWorker));
  }
});

/** The browser's transfer is cut, and begun anew: not with a link that gives a file once. */
const SLOW = { kind: 'get-slow', finding: 'clean', size: 100_000, transferMs: 25_000 } as const;

/** Ten moments in the life of a held download at which the browser is killed. */
const MOMENTS = {
  'while it is held': HOLD_SCENARIOS.held,
  'after its worker died': HOLD_SCENARIOS.observed,
  'while it is submitted': SCAN_SCENARIOS.submitting,
  'while its verdict is awaited': SCAN_SCENARIOS.polling,
  'while its own copy takes the place of the browser’s': HOLD_SCENARIOS.swapping,
  'while only our copy is there': HOLD_SCENARIOS.staged,
  'while it arrives under its marked name': { ...HOLD_SCENARIOS.parking, file: SLOW },
  'while it stands under its marked name': HOLD_SCENARIOS.parked,
  'while our copy is handed over': HOLD_SCENARIOS.releasing,
  'while it is taken away': HOLD_SCENARIOS.removing,
};

test.describe('the browser is killed and started again', () => {
  for (const [moment, scenario] of Object.entries(MOMENTS)) {
    test(moment, () => runFault(scenario, killTheBrowser));
  }
});

test('every state has its scenario', () => {
  expect(Object.keys(HOLD_SCENARIOS).sort()).toEqual([...HOLD_STATES].sort());
  expect(Object.keys(SCAN_SCENARIOS).sort()).toEqual([...SCAN_STATES].sort());
});
