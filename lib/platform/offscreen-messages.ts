import * as v from 'valibot';
import { answerMessages, askContexts } from './runtime-messages.ts';

// Every context of the extension hears every message: the target says which end is meant. Those of the pages to the
// background (messages.ts) have none.

const ToOffscreen = v.object({ target: v.literal('offscreen'), name: v.string(), request: v.unknown() });

/** What the document answers, by the question's name. Each parses what it is asked. */
export type OffscreenHandlers = Readonly<Record<string, (request: unknown) => Promise<unknown>>>;

/** Asks the document. Rejects where there is none, or where it went away before it answered. */
export function askOffscreen(name: string, request: unknown): Promise<unknown> {
  return askContexts({ target: 'offscreen', name, request });
}

/** The document's end: answers the extension's own contexts, and is silent to all others. */
export function serveOffscreen(handlers: OffscreenHandlers): void {
  answerMessages((message) => {
    const parsed = v.safeParse(ToOffscreen, message);
    if (!parsed.success) return undefined;
    const { name, request } = parsed.output;
    return Object.hasOwn(handlers, name) ? handlers[name]?.(request) : undefined;
  });
}

/** Tells the background that something it began is done, which starts it where the browser has stopped it. */
export function tellSettled(): void {
  // Nobody answers: that the background listens for messages at all is enough to start it, and a start is all it needs.
  void askContexts({ target: 'background', tell: 'settled' }).catch(() => {});
}
