import type { GuardPolicy } from './guard-policy.ts';
import type { Hold } from './hold.ts';

export type NewHoldFacts = {
  /** The id of its scan. */
  id: string;
  downloadId?: number | undefined;
  name: string;
  /** When the browser began it, in ms since 1970. */
  startedAt?: number | undefined;
  isPrivate?: boolean;
  /** Milliseconds since 1970. */
  now: number;
};

/** A download that the guard has just seen. It is not held yet. */
export function newHold(policy: Pick<GuardPolicy, 'scanTimeLimitMs'>, facts: NewHoldFacts): Hold {
  const { id, name, now, downloadId, startedAt, isPrivate = false } = facts;
  const limitAt = now + policy.scanTimeLimitMs;
  return {
    id,
    name,
    ...(downloadId === undefined ? {} : { downloadId }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(isPrivate ? { isPrivate } : {}),
    state: 'observed',
    place: 'arriving',
    createdAt: now,
    updatedAt: now,
    limitAt,
    dueAt: limitAt,
    attempts: 0,
  };
}
