import { expect } from 'vitest';
import type { HoldState } from '../../../lib/core/hold-machine.ts';
import type { Finding } from '../../e2e/guard/cell.ts';
import type { FileRows } from '../../e2e/guard/guard-rows.ts';
import type { NewSiteFile } from '../../e2e/guard/site.ts';
import type { SiteFile } from '../../e2e/guard/site-file.ts';
import type { VerdictPlan } from '../../e2e/guard/verdict-gate.ts';
import { waitForRows } from '../../e2e/guard/wait-for-rows.ts';
import type { FileEnd } from './end-of-file.ts';
import type { FirefoxLab } from './firefox-lab.ts';

/** What is ended while a download is in a state. */
export type Fault = 'background' | 'browser';

/** A download that is brought to a state, what is ended then, and what is to become of it. */
export type FaultScenario = {
  name: string;
  fault: Fault;
  /** That of its hold when the fault comes. */
  state: HoldState;
  file: NewSiteFile;
  /** A verdict that comes no sooner than the test wants it, unless told. */
  plan?: VerdictPlan;
  isThere: (rows: FileRows) => boolean;
  /** What happens right before the fault. */
  beforehand?: (lab: FirefoxLab, file: SiteFile) => Promise<void>;
  /** What happens between the fault and the verdict. */
  afterwards?: (lab: FirefoxLab, file: SiteFile) => Promise<void>;
  end: FileEnd;
  /** Whether it may stand under its own name before its verdict, as the history then says. */
  mayBeExposed: boolean;
  /** More that is to be so at the end. */
  check?: (lab: FirefoxLab, file: SiteFile) => void;
};

type Judged = Extract<Finding, 'clean' | 'malicious'>;

const JUDGED: readonly Judged[] = ['clean', 'malicious'];
const ENDS: Record<Judged, FileEnd> = {
  clean: { hold: 'released', landed: 'own' },
  malicious: { hold: 'removed', landed: 'none' },
};

const isHeld = ({ hold, scan }: FileRows) => hold?.state === 'held' && scan?.state === 'polling';
const isStaged = ({ hold }: FileRows) => hold?.state === 'staged';
const isExposed = ({ hold }: FileRows) => hold?.exposedBecause === 'worker-died';
const isAsked = ({ hold }: FileRows) => hold?.state === 'held' && hold.question === 'no-bytes';
const untilExposed = async (lab: FirefoxLab, file: SiteFile) =>
  void (await waitForRows(lab, file, isExposed));
const transfersOf = ({ site }: FirefoxLab, file: SiteFile) => site.transfersOf(file).map(({ by }) => by);

const BACKGROUND: readonly FaultScenario[] = [
  ...JUDGED.map(
    (finding): FaultScenario => ({
      name: `held, ${finding}: Firefox lets it go, and the verdict counts`,
      fault: 'background',
      state: 'held',
      file: { kind: 'get-small', finding },
      isThere: isHeld,
      afterwards: untilExposed,
      end: ENDS[finding],
      mayBeExposed: true,
      check: ({ gate }, { token }) => expect(gate.submissionsOf(token)).toHaveLength(1),
    }),
  ),
  {
    name: 'held, and nobody can scan it: it is let go, and the question stands',
    fault: 'background',
    state: 'held',
    file: { kind: 'one-time', finding: 'clean' },
    plan: { delayMs: 0 },
    isThere: isAsked,
    afterwards: untilExposed,
    end: { hold: 'observed', landed: 'own' },
    mayBeExposed: true,
  },
  {
    name: 'observed, malicious: what another extension downloads is removed all the same',
    fault: 'background',
    state: 'observed',
    file: { kind: 'extension', finding: 'malicious' },
    isThere: ({ hold, scan }) => hold?.state === 'observed' && scan?.state === 'polling',
    end: ENDS.malicious,
    mayBeExposed: true,
  },
  ...JUDGED.map(
    (finding): FaultScenario => ({
      name: `staged, ${finding}: only our copy is there`,
      fault: 'background',
      state: 'staged',
      file: { kind: 'save-as', finding },
      isThere: isStaged,
      end: ENDS[finding],
      mayBeExposed: false,
    }),
  ),
];

const BROWSER: readonly FaultScenario[] = [
  ...JUDGED.map(
    (finding): FaultScenario => ({
      name: `held, ${finding}: it is fetched anew`,
      fault: 'browser',
      state: 'held',
      file: { kind: 'get-small', finding },
      isThere: isHeld,
      end: ENDS[finding],
      mayBeExposed: false,
      check: (lab, file) => expect(transfersOf(lab, file)).toEqual(['browser', 'scanner', 'extension']),
    }),
  ),
  {
    name: 'held, as soon as it is known: it is fetched anew',
    fault: 'browser',
    state: 'held',
    file: { kind: 'get-chunked', finding: 'malicious' },
    isThere: ({ hold }) => hold !== undefined,
    end: ENDS.malicious,
    mayBeExposed: false,
  },
  {
    name: 'held, and given once only: it is gone, and the person is told',
    fault: 'browser',
    state: 'held',
    file: { kind: 'one-time', finding: 'clean' },
    plan: { delayMs: 0 },
    isThere: isAsked,
    end: { hold: 'gone', landed: 'none', lostBecause: 'interrupted' },
    mayBeExposed: false,
  },
  ...JUDGED.map(
    (finding): FaultScenario => ({
      name: `staged, ${finding}: what Firefox fetches anew by itself is found`,
      fault: 'browser',
      state: 'staged',
      file: { kind: 'save-as', finding },
      isThere: isStaged,
      end: ENDS[finding],
      mayBeExposed: true,
    }),
  ),
  {
    name: 'observed, since its background was ended before: Firefox forgets what stands there, which is known to be exposed',
    fault: 'browser',
    state: 'observed',
    file: { kind: 'get-small', finding: 'malicious' },
    isThere: isHeld,
    async beforehand(lab, file) {
      await lab.stopBackground();
      await untilExposed(lab, file);
    },
    end: { hold: 'gone', landed: 'own', lostBecause: 'forgotten' },
    mayBeExposed: true,
  },
  {
    name: 'released, while it still arrives: it is the browser’s, and the hold is at rest',
    fault: 'browser',
    state: 'released',
    file: { kind: 'get-slow', finding: 'clean', size: 4_000_000 },
    plan: { delayMs: 0 },
    isThere: ({ hold }) => hold?.state === 'released',
    end: { hold: 'released' },
    mayBeExposed: false,
  },
  {
    name: 'removed, right at its verdict: nothing comes back',
    fault: 'browser',
    state: 'removed',
    file: { kind: 'get-small', finding: 'malicious' },
    plan: { delayMs: 1_000 },
    isThere: ({ scan }) => scan?.state === 'done',
    end: ENDS.malicious,
    mayBeExposed: false,
  },
];

export const FAULT_SCENARIOS: readonly FaultScenario[] = [...BACKGROUND, ...BROWSER];

/** States in which no fault is brought about here, and why. */
export const OTHER_STATES: Partial<Record<HoldState, string>> = {
  swapping: 'left in the turn in which it is entered; guard-request-acts.test.ts stops it there',
  releasing: 'left in the turn in which it is entered; guard-request-acts.test.ts stops it there',
  keeping: 'left in the turn in which it is entered; guard-request-acts.test.ts stops it there',
  removing: 'left in the turn in which it is entered; guard-request-acts.test.ts stops it there',
  parking: 'Firefox lets nobody name a file',
  parked: 'Firefox lets nobody name a file',
  kept: 'at rest: nothing is done there any more',
  gone: 'at rest: nothing is done there any more',
};
