import * as v from 'valibot';
import browser from 'webextension-polyfill';

// Every context of the extension hears every message: the target says which end is meant. Those of the pages to the
// background (messages.ts) have none.

const ToOffscreen = v.object({ target: v.literal('offscreen'), name: v.string(), request: v.unknown() });

/** What the document answers, by the question's name. Each parses what it is asked. */
export type OffscreenHandlers = Readonly<Record<string, (request: unknown) => Promise<unknown>>>;

/** Asks the document. Rejects where there is none, or where it went away before it answered. */
export function askOffscreen(name: string, request: unknown): Promise<unknown> {
  return browser.runtime.sendMessage({ target: 'offscreen', name, request });
}

/** The document's end: answers the extension's own contexts, and is silent to all others. */
export function serveOffscreen(handlers: OffscreenHandlers): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: browser.Runtime.MessageSender) => {
    const parsed = v.safeParse(ToOffscreen, message);
    if (!parsed.success || !isOwn(sender)) return undefined;
    const { name, request } = parsed.output;
    return Object.hasOwn(handlers, name) ? handlers[name]?.(request) : undefined;
  });
}

/** Tells the background that something it began is done, which starts it where the browser has stopped it. */
export function tellSettled(): void {
  // Nobody answers: that the background listens for messages at all is enough to start it, and a start is all it needs.
  void browser.runtime.sendMessage({ target: 'background', tell: 'settled' }).catch(() => {});
}

/** A content script has our id too, but the address of its page. */
function isOwn(sender: browser.Runtime.MessageSender): boolean {
  return sender.id === browser.runtime.id && sender.url?.startsWith(browser.runtime.getURL('')) === true;
}
