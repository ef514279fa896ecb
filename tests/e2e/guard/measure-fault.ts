import type { Fallback } from '../../../lib/core/guard-policy.ts';
import type { ApiFaultResult } from './api-fault-result.ts';
import { type ApiFault, fallbackFor } from './api-faults.ts';
import { type GuardRows, rowsOf } from './guard-rows.ts';
import { toUnder } from './landed.ts';
import type { FaultFile, FaultLab } from './watch-faults.ts';

/** What was seen of a file whose scan met a fault, and what of that is not as the policy says. */
export function measureFault(
  context: FaultLab,
  { fault, file, problems }: FaultFile,
  rows: GuardRows,
  end: string,
): ApiFaultResult {
  const { hold, scan } = rowsOf(rows, file.token);
  // Where nobody was asked, it had failed as soon as it began.
  const askedAt = context.api.badSince(file) ?? scan?.createdAt ?? 0;
  const failedAt = fault.reason === 'time-limit' ? (hold?.limitAt ?? 0) : askedAt;
  const result = {
    name: fault.name,
    onUnfinished: context.policy.onUnfinished,
    problems: [...problems].join(', '),
    because: hold?.question ?? hold?.fate?.because ?? '-',
    end,
    wasTold: hold?.notice === 'shown',
    exposureMs: measureExposure(context, { fault, file, problems }, failedAt),
    after: '',
    fault: '',
  };
  return { ...result, fault: findFault(result, fault, problems, fallbackFor(context.policy, fault)) };
}

/** What is kept may stand there once its scan has failed, or was late; what is not may not. */
function measureExposure({ lab, policy }: FaultLab, { fault, file }: FaultFile, failedAt: number): number {
  const own = lab.watch.seen().find(({ name }) => toUnder(name, file.ownName) === 'own');
  if (own === undefined) return 0;
  const mayStandFrom = fallbackFor(policy, fault) === 'keep' ? failedAt : undefined;
  return Math.max(0, Math.round((mayStandFrom ?? own.goneAt ?? Date.now()) - own.since));
}

const ENDS: Record<Fallback, RegExp> = {
  ask: /^(staged, none|parked, marked)$/,
  keep: /^kept, own$/,
  remove: /^removed, none$/,
};

function findFault(
  { end, because, wasTold, exposureMs }: ApiFaultResult,
  fault: ApiFault,
  problems: ReadonlySet<string>,
  fallback: Fallback,
): string {
  const { reason, problem } = fault;
  return [
    ENDS[fallback].test(end) ? '' : `"${fallback}", but ${end}`,
    isReason(because, fault) ? '' : `because of ${because}, not ${reason}`,
    problem === undefined || problems.has(problem) ? '' : `no problem "${problem}"`,
    wasTold ? '' : 'nobody was told',
    exposureMs === 0 ? '' : `exposed for ${exposureMs} ms`,
  ]
    .filter(Boolean)
    .join('; ');
}

/** What is made older while it is asked for may come to its end later than the time limit does. */
function isReason(because: string, { reason, ageMs }: ApiFault): boolean {
  return because === reason || (ageMs !== undefined && reason === 'failed' && because === 'time-limit');
}
