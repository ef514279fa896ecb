import type { Badge } from '../../lib/platform/badge.ts';

export type FakeBadge = Badge & {
  /** The count that the badge shows now; undefined before anything was shown. */
  count: () => number | undefined;
  /** Every count shown, in order. */
  history: () => readonly number[];
};

export function createFakeBadge(): FakeBadge {
  const history: number[] = [];
  return {
    async showRunning(count) {
      history.push(count);
    },
    count: () => history.at(-1),
    history: () => history,
  };
}
