import * as v from 'valibot';
import type { BidiClient } from './bidi-client.ts';

/** A function that runs in the browser: it sees its arguments and the page, nothing of the test. */
type InPage<Args extends readonly unknown[], Result> = (...args: Args) => Result | Promise<Result>;

/** A place in the browser where scripts run: a tab, or the browser's own window. */
export type FirefoxScope = {
  /**
   * Runs a function there. Its arguments and its answer go as JSON.
   * @throws Error with the function's own words where it throws
   */
  evaluate: <Args extends readonly unknown[], Result>(
    act: InPage<Args, Result>,
    ...args: Args
  ) => Promise<Result>;
};

/** A tab. */
export type FirefoxPage = FirefoxScope & {
  /** Goes to an address and waits until it is loaded. */
  goto: (url: string) => Promise<void>;
  /**
   * Clicks the middle of the first element that a selector finds, as a mouse does: pages take it for a person.
   * With a key held down where one is told, and by the right button where that is told.
   */
  click: (
    selector: string,
    options?: { key?: keyof typeof KEYS; button?: 'left' | 'right' },
  ) => Promise<void>;
  /** Chooses files in the first field for files that a selector finds, by their paths on the disk, as its dialog does. */
  chooseFiles: (selector: string, paths: readonly string[]) => Promise<void>;
  close: () => Promise<void>;
};

/** Codes of keys: https://w3c.github.io/webdriver/#keyboard-actions */
const KEYS = { Alt: '\uE00A' };
/** Numbers of a mouse's buttons: https://w3c.github.io/pointerevents/#the-button-property */
const BUTTONS = { left: 0, right: 2 };

const Context = v.object({ context: v.string() });
const Tree = v.object({ contexts: v.array(v.object({ context: v.string(), url: v.string() })) });
const Nodes = v.object({ nodes: v.tupleWithRest([v.object({ sharedId: v.string() })], v.unknown()) });
const Point = v.object({ x: v.number(), y: v.number() });
const ScriptAnswer = v.union([
  v.object({
    type: v.literal('success'),
    result: v.object({ type: v.string(), value: v.optional(v.string()) }),
  }),
  v.object({ type: v.literal('exception'), exceptionDetails: v.object({ text: v.string() }) }),
]);

/** Opens a tab at an address. */
export async function openFirefoxPage(client: BidiClient, url: string): Promise<FirefoxPage> {
  const { context } = v.parse(Context, await client.send('browsingContext.create', { type: 'tab' }));
  const page = toFirefoxPage(client, context);
  await page.goto(url);
  return page;
}

/** The first tab that the browser has at an address that begins so; undefined where there is none yet. */
export async function findFirefoxPage(
  client: BidiClient,
  beginning: string,
): Promise<FirefoxPage | undefined> {
  const { contexts } = v.parse(Tree, await client.send('browsingContext.getTree', { maxDepth: 0 }));
  const found = contexts.find(({ url }) => url.startsWith(beginning));
  return found === undefined ? undefined : toFirefoxPage(client, found.context);
}

function toFirefoxPage(client: BidiClient, context: string): FirefoxPage {
  const page: FirefoxPage = {
    ...createScope(client, context),
    async goto(address) {
      await client.send('browsingContext.navigate', { context, url: address, wait: 'complete' });
    },
    async click(selector, { key, button: side = 'left' } = {}) {
      const { x, y } = v.parse(Point, await page.evaluate(findMiddle, selector));
      const button = BUTTONS[side];
      const actions = [
        { type: 'pointerMove', x, y },
        { type: 'pointerDown', button },
        { type: 'pointerUp', button },
      ];
      const mouse = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions };
      const held = key === undefined ? undefined : KEYS[key];
      const keyboard = {
        type: 'key',
        id: 'keyboard',
        actions: [{ type: 'pause' }, { type: 'keyDown', value: held }, { type: 'pause' }, { type: 'pause' }],
      };
      const presses = { type: 'key', id: 'keyboard', actions: [{ type: 'keyUp', value: held }] };
      await client.send('input.performActions', {
        context,
        actions:
          held === undefined ? [mouse] : [keyboard, { ...mouse, actions: [{ type: 'pause' }, ...actions] }],
      });
      if (held !== undefined) await client.send('input.performActions', { context, actions: [presses] });
    },
    async chooseFiles(selector, files) {
      const found = await client.send('browsingContext.locateNodes', {
        context,
        locator: { type: 'css', value: selector },
      });
      const [{ sharedId }] = v.parse(Nodes, found).nodes;
      await client.send('input.setFiles', { context, element: { sharedId }, files });
    },
    async close() {
      await client.send('browsingContext.close', { context });
    },
  };
  return page;
}

/** @param context of a tab or of a window of the browser */
export function createScope(client: BidiClient, context: string): FirefoxScope {
  return {
    async evaluate(act, ...args) {
      const answer = await client.send('script.callFunction', {
        functionDeclaration: `async (args) => JSON.stringify(await (${act})(...JSON.parse(args)))`,
        arguments: [{ type: 'string', value: JSON.stringify(args) }],
        target: { context },
        awaitPromise: true,
      });
      const parsed = v.parse(ScriptAnswer, answer);
      if (parsed.type === 'exception') throw new Error(parsed.exceptionDetails.text);
      // What the function answers is what its type says, as far as JSON can carry it.
      return parsed.result.value === undefined ? undefined : JSON.parse(parsed.result.value);
    },
  };
}

/** Runs in the page. */
function findMiddle(selector: string): { x: number; y: number } {
  const element = document.querySelector(selector);
  if (element === null) throw new Error(`Nothing is found by ${selector}.`);
  element.scrollIntoView({ block: 'center', inline: 'center' });
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
}
