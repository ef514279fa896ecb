import type { NoticeWeight } from './notice-action.ts';

/** So long after the last one, in ms, notifications still belong together. */
export const NOTICES_TOGETHER_MS = 10_000;
/** So many of those that belong together are shown each by itself. */
export const NOTICES_ALONE = 3;

/** Notifications that belong together: the first are shown each by itself, the others as one. */
export type NoticeGroup = {
  /** Milliseconds since 1970. */
  lastAt: number;
  alone: readonly string[];
  /** By the ids of what they are about. */
  summed: ReadonlyMap<string, NoticeWeight>;
};

/** The group after one more notification. One that is told again stays where it was. */
export function addNotice(
  group: NoticeGroup | undefined,
  notice: { id: string; weight: NoticeWeight },
  now: number,
): NoticeGroup {
  const { id, weight } = notice;
  if (group === undefined || now - group.lastAt > NOTICES_TOGETHER_MS)
    return { lastAt: now, alone: [id], summed: new Map() };
  const { alone, summed } = group;
  if (alone.includes(id)) return { ...group, lastAt: now };
  if (alone.length < NOTICES_ALONE && !summed.has(id)) return { lastAt: now, alone: [...alone, id], summed };
  return { lastAt: now, alone, summed: new Map(summed).set(id, weight) };
}

/** How many there are of each weight. */
export function countNotices({ summed }: NoticeGroup): Record<NoticeWeight, number> {
  const counts = { alarm: 0, question: 0, news: 0 };
  for (const weight of summed.values()) counts[weight] += 1;
  return counts;
}
