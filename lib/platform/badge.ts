import browser from 'webextension-polyfill';
import type { ToolbarState } from '../core/toolbar-state.ts';

/** The toolbar button: its icon, its title, and the small text on it. */
export type Badge = {
  /** Shows the state, and how many scans are under way; nothing for none. An alarm is "!". */
  show: (state: ToolbarState, running: number) => Promise<void>;
};

const BACKGROUND = '#0b6bcb';
const ALARM = '#c62828';
const TEXT = '#ffffff';

/** Makes the port to the toolbar button. */
export function createBadge(toTitle: (state: ToolbarState) => string): Badge {
  const { action } = browser;
  return {
    async show(state, running) {
      const isAlarm = state === 'alarm';
      const count = running === 0 ? '' : running > 99 ? '99+' : String(running);
      await action.setBadgeBackgroundColor({ color: isAlarm ? ALARM : BACKGROUND });
      await action.setBadgeTextColor?.({ color: TEXT });
      await action.setBadgeText({ text: isAlarm ? '!' : count });
      await action.setTitle({ title: toTitle(state) });
      const file = (size: number) => `icon/${state}-${size}.png`;
      await action.setIcon({ path: { 16: file(16), 32: file(32) } });
    },
  };
}
