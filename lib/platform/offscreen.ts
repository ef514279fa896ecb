import * as v from 'valibot';
import type { OffscreenBrowser } from './offscreen-browser.ts';
import { IDLE_QUESTION, JobAnswer, RECEIVED_WORD } from './offscreen-jobs.ts';

/**
 * How often, and after how many ms, a document is asked again that is there but does not listen yet: on a busy machine,
 * for long.
 */
const TRIES = 300;
const PAUSE_MS = 100;

/** The one offscreen document: work that outlives the worker. */
export type Offscreen = {
  isAvailable: () => boolean;
  /** Asks the document, and makes it where there is none. Rejects where it can't be made or goes away. */
  ask: (name: string, request: unknown) => Promise<unknown>;
  /** The same, only where the document is there already. */
  askIfThere: (name: string, request: unknown) => Promise<unknown>;
  /**
   * Asks for work that may take long, again and again until it is done: a message that is not answered for 5 minutes is
   * cut off by the browser. Each answer also keeps the worker alive, while it waits.
   */
  askUntilSettled: (name: string, request: unknown) => Promise<unknown>;
  /** Closes the document unless it has something to do or to tell. */
  rest: () => Promise<void>;
};

export type OffscreenDeps = {
  browser: OffscreenBrowser;
  pause: (ms: number) => Promise<void>;
};

/** Makes the port to the document. Makes no document before it is asked something. */
export function createOffscreen({ browser, pause }: OffscreenDeps): Offscreen {
  /** The making, or the closing, of the document: one after the other. */
  let changing: Promise<unknown> = Promise.resolve();
  let asking = 0;

  function change(act: () => Promise<void>): Promise<void> {
    const changed = changing.then(act);
    changing = changed.catch(() => {});
    return changed;
  }

  async function ensure(): Promise<void> {
    if (await browser.hasDocument()) return;
    try {
      await browser.createDocument();
    } catch (error) {
      // Another worker, which is gone, was about to make it.
      if (!(await browser.hasDocument())) throw error;
    }
  }

  async function askWithPatience(name: string, request: unknown): Promise<unknown> {
    for (let left = TRIES; ; left -= 1) {
      try {
        const answer = await browser.ask(name, request);
        // Other contexts may listen and say nothing while the document does not.
        if (answer !== undefined) return answer;
        if (left <= 0) throw new Error(`The offscreen document does not answer "${name}".`);
      } catch (error) {
        if (left <= 0 || !isNobodyThere(error) || !(await browser.hasDocument())) throw error;
      }
      await pause(PAUSE_MS);
    }
  }

  async function ask(name: string, request: unknown): Promise<unknown> {
    asking += 1;
    try {
      await change(ensure);
      return await askWithPatience(name, request);
    } finally {
      asking -= 1;
    }
  }

  async function closeWhenIdle(): Promise<void> {
    if (asking > 0 || !(await browser.hasDocument())) return;
    const isIdle = await askWithPatience(IDLE_QUESTION, {});
    if (isIdle === true && asking === 0) await browser.closeDocument();
  }

  return {
    isAvailable: browser.isAvailable,
    ask,
    async askIfThere(name, request) {
      return (await browser.hasDocument()) ? ask(name, request) : undefined;
    },
    async askUntilSettled(name, request) {
      for (;;) {
        const answer = v.parse(JobAnswer, await ask(name, request));
        if (answer.state === 'running') continue;
        // Not before it is here: whoever asked first may have died with the answer on its way.
        await browser.ask(RECEIVED_WORD, { key: answer.key }).catch(() => {});
        return answer.outcome;
      }
    },
    rest: () => change(closeWhenIdle),
  };
}

/** What Chromium says where no context listens: the document is there, and its script has not run. */
function isNobodyThere(error: unknown): boolean {
  return error instanceof Error && error.message.includes('Receiving end does not exist');
}
