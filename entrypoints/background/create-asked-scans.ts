import { uniqueLinks } from '../../lib/core/page-link.ts';
import type { ScanSource } from '../../lib/core/scan.ts';
import { toWholeAddress } from '../../lib/core/whole-address.ts';
import type { ScanThenSave } from '../../lib/downloads/scan-then-save.ts';
import type { MenuClick } from '../../lib/platform/context-menus.ts';
import type { Notification, Notifications } from '../../lib/platform/notifications.ts';
import type { PageLinks, TabPlace } from '../../lib/platform/page-links.ts';
import type { Pages } from '../../lib/platform/pages.ts';
import type { CommandName } from '../../lib/platform/shortcuts.ts';

type Notice = Omit<Notification, 'id'>;

export type AskedScansDeps = {
  scan: (address: string, source: ScanSource) => Promise<{ id: string }>;
  scanThenSave: ScanThenSave;
  notifications: Pick<Notifications, 'show'>;
  pageLinks: PageLinks;
  pages: Pick<Pages, 'openHistory' | 'openLinks'>;
  words: {
    privateWindow: () => Notice;
    noLinks: () => Notice;
    notSaved: () => Notice;
    unreadablePage: () => Notice;
  };
};

/** Makes what is done for a click in a menu, a keyboard command, and a text of the address bar. */
export function createAskedScans(deps: AskedScansDeps) {
  const { scan, scanThenSave, notifications, pageLinks, pages, words } = deps;
  const refuse = (id: string, notice: Notice) => notifications.show({ id, ...notice });

  async function scanSelection(place: TabPlace | undefined): Promise<void> {
    const found = place && (await pageLinks.read(place, true));
    if (found === undefined) return refuse('unreadable-page', words.unreadablePage());
    if (found.links.length === 0) return refuse('no-links', words.noLinks());
    for (const { address } of uniqueLinks(found.links)) await scan(address, 'link');
  }

  async function save(address: string): Promise<{ id: string }> {
    const saving = await scanThenSave(address);
    if (saving !== undefined) return saving;
    await refuse('not-saved', words.notSaved());
    return scan(address, 'link');
  }

  async function onMenu({ source, address, place, isPrivateWindow }: MenuClick): Promise<void> {
    if (isPrivateWindow) return refuse('private-window', words.privateWindow());
    if (source === 'selection') return scanSelection(place);
    if (source === 'save') return void (await save(address));
    if (source !== 'page') return void (await scan(address, source));
    if (place === undefined) return refuse('unreadable-page', words.unreadablePage());
    await pages.openLinks(place.tabId);
  }

  return {
    onMenu,
    save,
    async onCommand(command: CommandName, place: TabPlace | undefined): Promise<void> {
      if (command === 'open-history') return pages.openHistory();
      const isPrivateWindow = place?.isPrivateWindow === true;
      await onMenu({ source: 'selection', address: '', place, isPrivateWindow });
    },
    async onEntered(text: string, isPrivateWindow: boolean): Promise<void> {
      if (isPrivateWindow) return refuse('private-window', words.privateWindow());
      await pages.openHistory((await scan(toWholeAddress(text), 'paste')).id);
    },
  };
}
