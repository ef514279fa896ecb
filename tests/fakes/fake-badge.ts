import type { ToolbarState } from '../../lib/core/toolbar-state.ts';
import type { Badge } from '../../lib/platform/badge.ts';

export type FakeBadge = Badge & {
  /** The count that the badge shows now; undefined before anything was shown. */
  count: () => number | undefined;
  /** Every count shown, in order. */
  history: () => readonly number[];
  /** What the button says now. */
  state: () => ToolbarState | undefined;
};

export function createFakeBadge(): FakeBadge {
  const history: number[] = [];
  const states: ToolbarState[] = [];
  return {
    async show(state, running) {
      states.push(state);
      history.push(running);
    },
    count: () => history.at(-1),
    history: () => history,
    state: () => states.at(-1),
  };
}
