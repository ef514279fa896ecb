import browser from 'webextension-polyfill';

/** What can be done by a key. */
export type Command = {
  name: string;
  description: string;
  /** As the browser writes it, such as "Alt+Shift+S"; '' where there is none. */
  shortcut: string;
};

/** The keyboard commands, which only the browser's own page can change. */
export type Commands = {
  list: () => Promise<Command[]>;
  /** Opens the browser's page for them. Rejects where the browser has none that can be opened. */
  openShortcuts: () => Promise<void>;
};

/** Makes the port to the browser's keyboard commands. */
export function createCommands(isFirefox: boolean): Commands {
  return {
    async list() {
      // The interface is there only where the manifest names commands.
      const commands = (await browser.commands?.getAll()) ?? [];
      return commands.map(({ name = '', description = '', shortcut = '' }) => ({
        name,
        description,
        shortcut,
      }));
    },
    async openShortcuts() {
      // Firefox lets nobody open its page by an address, and has a function of its own since 137.
      if (isFirefox)
        await Reflect.apply(Reflect.get(browser.commands, 'openShortcutSettings'), browser.commands, []);
      else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
    },
  };
}
