import browser from 'webextension-polyfill';
import { type TabPlace, toTabPlace } from './page-links.ts';

/** The keyboard commands of the manifest, beside the one that opens the popup. */
export const COMMAND_NAMES = ['scan-selection', 'open-history'] as const;

export type CommandName = (typeof COMMAND_NAMES)[number];

/** What a person asks for by the keyboard. */
export type Shortcuts = {
  /** `tab` is the one in front, where there is one that may be read. */
  onCommand: (listener: (command: CommandName, tab: TabPlace | undefined) => void) => void;
  /** Text that was entered into the address bar after the keyword, and whether its window is a private one. */
  onEntered: (listener: (text: string, isPrivateWindow: boolean) => void) => void;
};

/** Makes the port to keyboard commands and the address bar. */
export function createShortcuts(): Shortcuts {
  return {
    onCommand: (listener) =>
      browser.commands.onCommand.addListener((name, tab) => {
        const command = COMMAND_NAMES.find((candidate) => candidate === name);
        if (command !== undefined) listener(command, toTabPlace(tab));
      }),
    onEntered: (listener) =>
      browser.omnibox.onInputEntered.addListener((text) => {
        // It was entered in the window in front. Of one that can't be asked about nothing is kept.
        browser.windows.getLastFocused().then(
          ({ incognito }) => listener(text, incognito),
          () => listener(text, true),
        );
      }),
  };
}
