import type { Hold } from './hold.ts';
import { isHoldAtRest } from './hold-machine.ts';
import type { Scan } from './scan.ts';
import { isAtRest } from './scan-machine.ts';

export type TimelineEvent = 'asked' | 'held' | 'accepted' | 'exposed' | 'ended' | 'settled';

/** What is known of the life of a scan and its file, in the order of time. Times are ms since 1970. */
export function toTimeline(
  scan: Scan | undefined,
  hold: Hold | undefined,
): readonly { what: TimelineEvent; at: number }[] {
  const times: Record<TimelineEvent, number | undefined> = {
    asked: scan?.createdAt,
    held: hold?.heldUntil === undefined ? undefined : hold.createdAt,
    accepted: scan?.submittedAt,
    exposed: hold?.exposedAt,
    ended: scan !== undefined && isAtRest(scan.state) ? scan.finishedAt : undefined,
    settled: hold !== undefined && isHoldAtRest(hold.state) ? hold.finishedAt : undefined,
  };
  const events = (['asked', 'held', 'accepted', 'exposed', 'ended', 'settled'] as const).flatMap((what) => {
    const at = times[what];
    return at === undefined ? [] : { what, at };
  });
  return events.sort((one, other) => one.at - other.at);
}
