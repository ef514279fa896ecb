import { CONNECTION_KEY } from '../../lib/storage/connection-store.ts';
import type { Sluice } from './open-sluice.ts';
import { stopWorkers } from './stop-workers.ts';

/** The parts of `chrome` that the tests use inside the extension's worker. */
declare const chrome: {
  contextMenus: { onClicked: { dispatch: (info: object, tab: object) => void } };
  notifications: {
    getAll: () => Promise<Record<string, boolean>>;
    onButtonClicked: { dispatch: (id: string, button: number) => void };
  };
  action: {
    getBadgeText: (details: object) => Promise<string>;
    getTitle: (details: object) => Promise<string>;
  };
  tabs: { query: (details: object) => Promise<{ id?: number; url?: string }[]> };
  omnibox: { onInputEntered: { dispatch: (text: string) => void } };
  storage: {
    local: {
      get: (key: string) => Promise<Record<string, unknown>>;
      set: (values: object) => Promise<void>;
      remove: (key: string) => Promise<void>;
    };
  };
  permissions: { contains: (wanted: { permissions: string[] }) => Promise<boolean> };
};

export type MenuInfo = { menuItemId: string; linkUrl?: string; srcUrl?: string };

/** The number of the tab at this address. */
export function tabAt({ worker }: Sluice, url: string): Promise<number> {
  return worker.evaluate(async (wanted) => {
    const tabs = await chrome.tabs.query({});
    return tabs.find((tab) => tab.url === wanted)?.id ?? -1;
  }, url);
}

/** Chooses an entry of the context menu, as the browser tells the extension of it. */
export async function clickMenu({ worker }: Sluice, info: MenuInfo, tabId?: number): Promise<void> {
  await worker.evaluate(
    ([clicked, id]) => chrome.contextMenus.onClicked.dispatch(clicked, { id, incognito: false }),
    [info, tabId] as const,
  );
}

/** Ids of the notifications that stand. */
export function notificationIds({ worker }: Sluice): Promise<string[]> {
  return worker.evaluate(async () => Object.keys(await chrome.notifications.getAll()));
}

/** Clicks a button of a notification, as the browser tells the extension of it. Neither test browser draws any. */
export async function clickNotice({ worker }: Sluice, id: string, button: number): Promise<void> {
  await worker.evaluate(
    (clicked) => chrome.notifications.onButtonClicked.dispatch(clicked.id, clicked.button),
    { id, button },
  );
}

export function badgeText({ worker }: Sluice): Promise<string> {
  return worker.evaluate(() => chrome.action.getBadgeText({}));
}

/** What the toolbar button is called. */
export function toolbarTitle({ worker }: Sluice): Promise<string> {
  return worker.evaluate(() => chrome.action.getTitle({}));
}

/** Enters a text into the address bar, after the keyword. */
export async function enterAddress({ worker }: Sluice, text: string): Promise<void> {
  await worker.evaluate((entered) => chrome.omnibox.onInputEntered.dispatch(entered), text);
}

/** Stops the extension's worker at once, as the browser does when it runs short. */
export async function killWorker({ context }: Sluice): Promise<void> {
  await stopWorkers(context.pages()[0] ?? (await context.newPage()));
}

/** Puts values into `storage.local`. */
export async function storeLocally(
  { worker }: Pick<Sluice, 'worker'>,
  values: Record<string, unknown>,
): Promise<void> {
  await worker.evaluate((given) => chrome.storage.local.set(given), values);
}

/** Connects a scanner that nothing listens at, for what only shows that there is one. */
export async function connectLocally(sluice: Pick<Sluice, 'worker'>): Promise<void> {
  await storeLocally(sluice, { [CONNECTION_KEY]: { server: 'http://127.0.0.1:9', tokens: {} } });
}

/** Takes a value out of `storage.local`, as if nobody had ever chosen. */
export async function forgetLocally({ worker }: Sluice, key: string): Promise<void> {
  await worker.evaluate((name) => chrome.storage.local.remove(name), key);
}

/** What `storage.local` holds under a key. */
export function readLocally({ worker }: Sluice, key: string): Promise<unknown> {
  return worker.evaluate(async (name) => (await chrome.storage.local.get(name))[name], key);
}

/** Whether the browser lets the extension hold downloads. */
export function holdPermission({ worker }: Sluice): Promise<boolean> {
  return worker.evaluate(() => chrome.permissions.contains({ permissions: ['offscreen'] }));
}
