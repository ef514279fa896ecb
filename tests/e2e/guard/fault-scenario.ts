import type { GuardPolicy } from '../../../lib/core/guard-policy.ts';
import type { HoldState } from '../../../lib/core/hold-machine.ts';
import type { GuardLab } from './guard-lab.ts';
import type { FileRows } from './guard-rows.ts';
import type { NewSiteFile } from './site.ts';
import type { SiteFile } from './site-file.ts';
import type { VerdictPlan } from './verdict-gate.ts';

/** A download that is brought to one state of a machine, and what is to become of it after a fault there. */
export type FaultScenario = {
  file: NewSiteFile;
  plan: VerdictPlan;
  policy?: Partial<GuardPolicy>;
  /** Others like it, whose submissions wait at the gate before it is started. */
  companions?: number;
  /** Makes ready what keeps it in the state, before it starts. */
  prepare?: (lab: GuardLab) => Promise<void> | void;
  /** Acts on the way, once it was started. */
  drive?: (lab: GuardLab, file: SiteFile) => Promise<void>;
  /** It is where it is to be. */
  isThere: (rows: FileRows) => boolean;
  /** After the fault: takes away what kept it there. */
  goOn?: (lab: GuardLab, file: SiteFile) => Promise<void> | void;
  end: FaultEnd;
};

export type FaultEnd = {
  hold: HoldState;
  /** What lies in the folder, as in `wordsFor`. */
  landed: string;
};

export const HANDED_OVER: FaultEnd = { hold: 'released', landed: 'own' };
export const KEPT: FaultEnd = { hold: 'kept', landed: 'own' };
export const TAKEN_AWAY: FaultEnd = { hold: 'removed', landed: 'none' };

/** A verdict that comes no sooner than the test wants it. */
export const LATE: VerdictPlan = { delayMs: 600_000 };
/** One that comes within the browser's window. */
export const SOON: VerdictPlan = { delayMs: 500 };

/** The verdict comes now. */
export function tellVerdict({ gate }: GuardLab, { token }: SiteFile): void {
  gate.plan(token, { delayMs: 0 });
}
