import { vi } from 'vitest';
import type { FirefoxPage, FirefoxScope } from '../../scripts/browser/firefox-page.ts';

type MenuItem = { getAttribute: (name: string) => string | null; doCommand: () => void };
type Menu = { state: string; hidePopup: () => void; querySelectorAll: (selector: string) => MenuItem[] };
type Keyboard = {
  beginInputTransactionForTests: (window: object) => boolean;
  keydown: (event: object) => void;
  keyup: (event: object) => void;
};
type AlertWindow = {
  document: {
    getElementById: (
      id: string,
    ) => { getAttribute: (name: string) => string | null; textContent: string; click: () => void } | null;
  };
};

/** The parts of the browser's own window that are used there. Its elements stand there by their ids. */
declare const contentAreaContextMenu: Menu;
declare const window: { KeyboardEvent: new (type: string, options: object) => object };
declare const gURLBar: {
  focus: () => void;
  value: string;
  lastQueryContextPromise: Promise<unknown>;
  view: { getResultAtIndex: (index: number) => { payload: { keyword?: string } } | undefined };
};
declare const Services: { wm: { getEnumerator: (type: string) => Iterable<AlertWindow> } };
declare const Cc: Record<string, { createInstance: (type: unknown) => Keyboard }>;
declare const Ci: { nsITextInputProcessor: unknown };

/** Firefox's own notifications, in windows of the browser: the desktop's can't be read, and there is none in tests. */
export const OWN_NOTICES = { 'alerts.useSystemBackend': false };

const PATIENCE = { timeout: 30_000, interval: 50 };

/** A notification as a person reads it. */
export type Notice = { title: string; text: string };

/** Opens the browser's own menu with a right click on what a selector finds, and chooses an entry by its words. */
export async function chooseInMenu(
  { chrome }: { chrome: FirefoxScope },
  page: FirefoxPage,
  selector: string,
  words: string,
): Promise<void> {
  await page.click(selector, { button: 'right' });
  await vi.waitFor(() => chrome.evaluate(chooseOpened, words), PATIENCE);
}

/** Runs in the browser's window. */
function chooseOpened(words: string): void {
  if (contentAreaContextMenu.state !== 'open') throw new Error('The menu is not open.');
  const items = [...contentAreaContextMenu.querySelectorAll('menuitem')];
  const item = items.find((each) => each.getAttribute('label') === words);
  // What is chosen in a menu that is closed already is nothing any more.
  item?.doCommand();
  contentAreaContextMenu.hidePopup();
  if (item === undefined) throw new Error(`The menu has no entry "${words}".`);
}

/**
 * Types into the address bar, key by key, and presses Enter once the browser has found whose keyword it is. It is typed
 * again where a page that was just opened has taken the keys.
 */
export async function enterInAddressBar(
  { chrome }: { chrome: FirefoxScope },
  keyword: string,
  text: string,
): Promise<void> {
  await vi.waitFor(() => chrome.evaluate(typeInAddressBar, keyword, text), PATIENCE);
}

/** Runs in the browser's window. */
async function typeInAddressBar(keyword: string, text: string): Promise<void> {
  const keyboard = Cc['@mozilla.org/text-input-processor;1']?.createInstance(Ci.nsITextInputProcessor);
  if (keyboard?.beginInputTransactionForTests(window) !== true) throw new Error('There is no keyboard.');
  const press = (options: object) => {
    keyboard.keydown(new window.KeyboardEvent('', options));
    keyboard.keyup(new window.KeyboardEvent('', options));
  };
  gURLBar.focus();
  gURLBar.value = '';
  for (const key of `${keyword} ${text}`) press({ key });
  await gURLBar.lastQueryContextPromise;
  if (gURLBar.view.getResultAtIndex(0)?.payload.keyword !== keyword)
    throw new Error(`The address bar does not take "${keyword}" for a keyword, but has "${gURLBar.value}".`);
  press({ key: 'Enter', keyCode: 13 });
}

/** The notifications that stand now. */
export function readNotices({ chrome }: { chrome: FirefoxScope }): Promise<Notice[]> {
  return chrome.evaluate(() =>
    [...Services.wm.getEnumerator('alert:alert')].map(({ document: notice }) => ({
      title: notice.getElementById('alertTitleLabel')?.getAttribute('value') ?? '',
      text: notice.getElementById('alertTextLabel')?.textContent ?? '',
    })),
  );
}

/** Clicks the notification of this title. */
export function clickNotice({ chrome }: { chrome: FirefoxScope }, title: string): Promise<void> {
  return chrome.evaluate((wanted) => {
    const notice = [...Services.wm.getEnumerator('alert:alert')].find(
      ({ document: each }) => each.getElementById('alertTitleLabel')?.getAttribute('value') === wanted,
    );
    if (notice === undefined) throw new Error(`No notification says "${wanted}".`);
    notice.document.getElementById('alertBox')?.click();
  }, title);
}
