import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { HoldState } from '../../../lib/core/hold-machine.ts';
import { killWorker } from '../extension-worker.ts';
import { listDownloads } from './browser-downloads.ts';
import { decide } from './decide.ts';
import {
  type FaultScenario,
  HANDED_OVER,
  KEPT,
  LATE,
  SOON,
  TAKEN_AWAY,
  tellVerdict,
} from './fault-scenario.ts';
import type { GuardLab } from './guard-lab.ts';
import type { NewSiteFile } from './site.ts';
import type { SiteFile } from './site-file.ts';
import { stallDownloads } from './stall-downloads.ts';
import { waitForRows } from './wait-for-rows.ts';

const CLEAN: NewSiteFile = { kind: 'get-small', finding: 'clean' };
/** Its bytes are those that the browser has, and nobody gets them a second time. */
const ONCE: NewSiteFile = { kind: 'one-time', finding: 'clean' };
const BAD: NewSiteFile = { kind: 'get-small', finding: 'malicious' };
const FAILED: NewSiteFile = { kind: 'get-small', finding: 'failed' };
/** Longer than any browser waits for a name. */
const SLOW_MS = 25_000;

const inState =
  (state: HoldState): FaultScenario['isThere'] =>
  ({ hold }) =>
    hold?.state === state;

/** For each state of a hold, a download that gets there. A new state has no entry, and that is an error. */
export const HOLD_SCENARIOS: Record<HoldState, FaultScenario> = {
  // The browser lets go of what a worker holds that dies: what is left is to observe it.
  observed: {
    file: CLEAN,
    plan: LATE,
    drive: killWhileHeld,
    goOn: tellVerdict,
    ...at('observed', HANDED_OVER),
  },
  held: { file: CLEAN, plan: LATE, goOn: tellVerdict, ...at('held', HANDED_OVER) },
  swapping: {
    file: CLEAN,
    plan: LATE,
    prepare: stall('cancel'),
    goOn: tellVerdict,
    ...at('swapping', HANDED_OVER),
  },
  staged: { file: CLEAN, plan: LATE, goOn: tellVerdict, ...at('staged', HANDED_OVER) },
  parking: {
    file: { ...ONCE, transferMs: SLOW_MS },
    plan: LATE,
    goOn: tellVerdict,
    ...at('parking', HANDED_OVER),
  },
  parked: { file: ONCE, plan: LATE, goOn: tellVerdict, ...at('parked', HANDED_OVER) },
  releasing: {
    file: CLEAN,
    plan: LATE,
    prepare: stall('download'),
    async drive(lab, file) {
      await waitForRows(lab, file, inState('staged'));
      tellVerdict(lab, file);
    },
    ...at('releasing', HANDED_OVER),
  },
  keeping: {
    file: FAILED,
    plan: { ...SOON, fail: 'result' },
    prepare: stall('download'),
    // The worker is killed before it answers.
    drive: (lab, file) => keep(lab, file, { isAnswered: false }),
    ...at('keeping', KEPT),
  },
  removing: {
    file: { ...ONCE, finding: 'malicious' },
    plan: LATE,
    prepare: stall('removeFile'),
    async drive(lab, file) {
      await waitForRows(lab, file, inState('parked'));
      tellVerdict(lab, file);
    },
    ...at('removing', TAKEN_AWAY),
  },
  released: { file: CLEAN, plan: SOON, ...at('released', HANDED_OVER) },
  kept: {
    file: FAILED,
    plan: { ...SOON, fail: 'result' },
    drive: (lab, file) => keep(lab, file),
    ...at('kept', KEPT),
  },
  removed: { file: BAD, plan: SOON, ...at('removed', TAKEN_AWAY) },
  gone: {
    file: ONCE,
    plan: LATE,
    async drive(lab, file) {
      const { hold } = await waitForRows(lab, file, inState('parked'));
      await rm(join(lab.downloadsDir, hold?.markedName ?? ''));
      // The browser looks whether its files are there when it is asked for them.
      await listDownloads(lab.now().otherPage);
    },
    ...at('gone', { hold: 'gone', landed: 'none' }),
  },
};

function at(state: HoldState, end: FaultScenario['end']): Pick<FaultScenario, 'isThere' | 'end'> {
  return { isThere: inState(state), end };
}

function stall(act: Parameters<typeof stallDownloads>[1]): (lab: GuardLab) => Promise<void> {
  return (lab) => stallDownloads(lab.now().worker, act);
}

async function killWhileHeld(lab: GuardLab, file: SiteFile): Promise<void> {
  await waitForRows(lab, file, inState('held'));
  await killWorker(lab.now());
}

/** A person keeps it, once they are asked and the browser waits no longer. */
async function keep(lab: GuardLab, file: SiteFile, { isAnswered = true } = {}): Promise<void> {
  const { hold } = await waitForRows(
    lab,
    file,
    ({ hold }) => hold?.question !== undefined && (hold.state === 'staged' || hold.state === 'parked'),
  );
  lab.allowedAt.set(file.token, Date.now());
  const decided = decide(lab.now().extensionPage, hold?.id ?? '', 'keep');
  if (isAnswered) await decided;
  else decided.catch(() => {});
}
