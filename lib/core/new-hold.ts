import type { GuardPolicy } from './guard-policy.ts';
import type { Hold } from './hold.ts';

export type NewHoldFacts = {
  /** The id of its scan. */
  id: string;
  downloadId: number;
  name: string;
  /** Milliseconds since 1970. */
  now: number;
};

/** A download that the guard has just seen. It is not held yet. */
export function newHold(policy: Pick<GuardPolicy, 'scanTimeLimitMs'>, facts: NewHoldFacts): Hold {
  const { now, ...named } = facts;
  const limitAt = now + policy.scanTimeLimitMs;
  return {
    ...named,
    state: 'observed',
    place: 'arriving',
    createdAt: now,
    updatedAt: now,
    limitAt,
    dueAt: limitAt,
    attempts: 0,
  };
}
