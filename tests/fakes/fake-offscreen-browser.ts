import type { OffscreenBrowser } from '../../lib/platform/offscreen-browser.ts';
import type { OffscreenHandlers } from '../../lib/platform/offscreen-messages.ts';

export type FakeOffscreenBrowser = OffscreenBrowser & {
  /** How many documents were made. */
  madeCount: () => number;
  /** The document goes away with all that it does: what it was asked is answered by an error. */
  crash: () => void;
  /** Gives the permission, or takes it. */
  allow: (isAllowed: boolean) => void;
};

type Document = { handlers: OffscreenHandlers; gone: Promise<never>; end: () => void };

/**
 * A browser with room for one document. Whoever asks may die: the document does not notice.
 * @param load what a new document answers, as its script would
 * @param deafFor how many questions a document does not hear because its script has not run
 */
export function createFakeOffscreenBrowser(
  load: () => OffscreenHandlers,
  deafFor: () => number = () => 0,
): FakeOffscreenBrowser {
  let document: Document | undefined;
  let made = 0;
  let deaf = 0;
  let isAllowed = true;

  function open(): Document {
    let end = () => {};
    const gone = new Promise<never>((_resolve, reject) => {
      end = () => reject(new Error('The message channel closed before a response was received.'));
    });
    gone.catch(() => {});
    return { handlers: load(), gone, end };
  }

  function crash(): void {
    document?.end();
    document = undefined;
  }

  return {
    isAvailable: () => isAllowed,
    hasDocument: async () => document !== undefined,
    async createDocument() {
      if (!isAllowed) throw new Error('There is no such permission.');
      if (document !== undefined) throw new Error('Only a single offscreen document may be created.');
      made += 1;
      deaf = deafFor();
      document = open();
    },
    closeDocument: async () => crash(),
    async ask(name, request) {
      if (document === undefined || deaf > 0) {
        deaf -= 1;
        throw new Error('Could not establish connection. Receiving end does not exist.');
      }
      const { handlers, gone } = document;
      // Messages are JSON.
      const answer = handlers[name]?.(JSON.parse(JSON.stringify(request)));
      const text = JSON.stringify(await Promise.race([answer, gone]));
      return text === undefined ? undefined : JSON.parse(text);
    },
    madeCount: () => made,
    crash,
    allow(allowed) {
      isAllowed = allowed;
      if (!allowed) crash();
    },
  };
}
