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

/** Makes the port to the toolbar button. The browser is told of what has changed only: each word makes it draw anew. */
export function createBadge(toTitle: (state: ToolbarState) => string): Badge {
  const { action } = browser;
  const shown = new Map<string, string>();

  async function once(part: string, value: string, tell: () => Promise<void>): Promise<void> {
    if (shown.get(part) === value) return;
    await tell();
    shown.set(part, value);
  }

  return {
    async show(state, running) {
      const isAlarm = state === 'alarm';
      const color = isAlarm ? ALARM : BACKGROUND;
      const count = running === 0 ? '' : running > 99 ? '99+' : String(running);
      const text = isAlarm ? '!' : count;
      const title = toTitle(state);
      const file = (size: number) => `icon/${state}-${size}.png`;
      await once('color', color, async () => {
        await action.setBadgeBackgroundColor({ color });
        await action.setBadgeTextColor?.({ color: TEXT });
      });
      await once('text', text, () => action.setBadgeText({ text }));
      await once('title', title, () => action.setTitle({ title }));
      await once('icon', state, () => action.setIcon({ path: { 16: file(16), 32: file(32) } }));
    },
  };
}
