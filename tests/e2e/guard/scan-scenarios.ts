import type { ScanState } from '../../../lib/core/scan-machine.ts';
import { MAX_URL_LENGTH } from '../../../lib/core/target.ts';
import { MAX_SCANS_IN_FLIGHT } from '../../../lib/scan/scan-runner.ts';
import { decide } from './decide.ts';
import { type FaultScenario, HANDED_OVER, KEPT, LATE, SOON, tellVerdict } from './fault-scenario.ts';
import type { GatePhase } from './gate-phases.ts';
import type { GuardLab } from './guard-lab.ts';
import type { SiteFile } from './site-file.ts';
import { waitForRows } from './wait-for-rows.ts';

const CLEAN = { kind: 'get-small', finding: 'clean' } as const;

const inState =
  (state: ScanState): FaultScenario['isThere'] =>
  ({ scan }) =>
    scan?.state === state;

const hold = (phase: GatePhase) => ({
  prepare: ({ gate }: GuardLab) => gate.hold(phase),
  goOn: ({ gate }: GuardLab) => gate.open(),
});

const refuse = (phase: GatePhase) => ({
  prepare: ({ gate }: GuardLab) => gate.refuse(phase),
  goOn: ({ gate }: GuardLab) => gate.open(),
});

/** For each state of a scan, a download whose scan gets there. A new state has no entry, and that is an error. */
export const SCAN_SCENARIOS: Record<ScanState, FaultScenario> = {
  // It waits behind as many as are sent at a time.
  queued: { file: CLEAN, plan: SOON, companions: MAX_SCANS_IN_FLIGHT, ...hold('submit'), ...at('queued') },
  submitting: { file: CLEAN, plan: SOON, ...hold('submit'), ...at('submitting') },
  'waiting-to-submit': { file: CLEAN, plan: SOON, ...refuse('submit'), ...at('waiting-to-submit') },
  polling: { file: CLEAN, plan: LATE, goOn: tellVerdict, ...at('polling') },
  'waiting-to-poll': { file: CLEAN, plan: SOON, ...refuse('poll'), ...at('waiting-to-poll') },
  // The link brings nobody else to the file, and its bytes are the browser's until it is parked.
  'needs-bytes': {
    file: { kind: 'one-time', finding: 'clean' },
    plan: SOON,
    ...at('needs-bytes'),
  },
  // An address that no scanner is given. Its bytes are another way, which the policy may take.
  withheld: {
    file: { ...CLEAN, addressLength: MAX_URL_LENGTH + 1 },
    plan: SOON,
    goOn: keepWhenAsked,
    ...at('withheld'),
    end: KEPT,
  },
  done: { file: CLEAN, plan: SOON, ...at('done') },
  failed: {
    file: { ...CLEAN, finding: 'failed' },
    plan: { ...SOON, fail: 'submit' },
    goOn: keepWhenAsked,
    ...at('failed'),
    end: KEPT,
  },
};

function at(state: ScanState): Pick<FaultScenario, 'isThere' | 'end'> {
  return { isThere: inState(state), end: HANDED_OVER };
}

async function keepWhenAsked(lab: GuardLab, file: SiteFile): Promise<void> {
  const { hold } = await waitForRows(
    lab,
    file,
    ({ hold }) => hold?.question !== undefined && hold.state !== 'held',
  );
  lab.allowedAt.set(file.token, Date.now());
  await decide(lab.now().extensionPage, hold?.id ?? '', 'keep');
}
