import type { GuardPolicy } from '../../lib/core/guard-policy.ts';
import { type Overlay, overlay } from '../../lib/core/overlay.ts';
import { parseTimeLimit, type TimeLimitInput, toTimeLimitInput } from '../../lib/core/scan-time-limit.ts';

/** A policy while it is changed on the page; its time limit is as it was typed. */
export type GuardDraft = { policy: GuardPolicy; limit: TimeLimitInput };

/** What the page begins with. */
export function toDraft(policy: GuardPolicy): GuardDraft {
  return { policy, limit: toTimeLimitInput(policy.scanTimeLimitMs) };
}

/** A draft with what the administrator has chosen over it, whatever was written there. */
export function coverDraft({ policy, limit }: GuardDraft, covered: Overlay<GuardPolicy>): GuardDraft {
  const { scanTimeLimitMs } = covered;
  return {
    policy: overlay(policy, covered),
    limit: scanTimeLimitMs === undefined ? limit : toTimeLimitInput(scanTimeLimitMs),
  };
}

/** The policy that a draft stands for; undefined while its time limit is none. */
export function toPolicy({ policy, limit }: GuardDraft): GuardPolicy | undefined {
  const parsed = parseTimeLimit(limit);
  return parsed.ok ? { ...policy, scanTimeLimitMs: parsed.ms } : undefined;
}

/** Tells whether a draft is another policy than the one that holds, or none at all. */
export function isChanged(draft: GuardDraft, policy: GuardPolicy): boolean {
  const drafted = toPolicy(draft);
  return drafted === undefined || toText(drafted) !== toText(policy);
}

function toText(policy: GuardPolicy): string {
  const fields = Object.entries(policy);
  return JSON.stringify(fields.sort(([one], [other]) => (one < other ? -1 : 1)));
}
