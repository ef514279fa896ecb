import type { TabPlace } from '../../lib/platform/page-links.ts';
import type { CommandName, Shortcuts } from '../../lib/platform/shortcuts.ts';
import { createFakeEvent } from './fake-event.ts';

export type FakeShortcuts = Shortcuts & {
  press: (command: CommandName, tab?: TabPlace) => void;
  /** Enters a text into the address bar, after the keyword. */
  enter: (text: string, isPrivateWindow?: boolean) => void;
  listenerCounts: () => { command: number; entered: number };
};

export function createFakeShortcuts(): FakeShortcuts {
  const command = createFakeEvent<[command: CommandName, tab: TabPlace | undefined]>();
  const entered = createFakeEvent<[text: string, isPrivateWindow: boolean]>();
  return {
    onCommand: (listener) => void command.add(listener),
    onEntered: (listener) => void entered.add(listener),
    press: (name, tab) => command.fire(name, tab),
    enter: (text, isPrivateWindow = false) => entered.fire(text, isPrivateWindow),
    listenerCounts: () => ({ command: command.listenerCount(), entered: entered.listenerCount() }),
  };
}
