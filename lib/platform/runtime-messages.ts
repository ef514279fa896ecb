import * as v from 'valibot';
import browser from 'webextension-polyfill';

/** What is answered in place of an error, which no message carries. */
const Failure = v.object({ failedWith: v.string() });

/** Answers a message; undefined for one that is not for this context, or not from one of the extension's own pages. */
export type Answer = (message: unknown) => Promise<unknown> | undefined;

type Listener = (
  message: unknown,
  sender: browser.Runtime.MessageSender,
  sendResponse: (answer: unknown) => void,
) => unknown;

/**
 * Listens to messages between the extension's own contexts. Others, such as a content script's or another extension's,
 * are refused without an answer.
 */
export function answerMessages(answer: Answer): void {
  // The types know no listener that answers some messages only.
  const onMessage: { addListener(listener: Listener): void } = browser.runtime.onMessage;
  onMessage.addListener((message, sender, sendResponse) => {
    const answering = isOwnPage(sender) ? answer(message) : undefined;
    if (answering === undefined) return undefined;
    answering.then(sendResponse, (error: unknown) => sendResponse({ failedWith: String(error) }));
    // Chromium's own listeners can't answer by a promise: this keeps the way open for `sendResponse`.
    return true;
  });
}

/**
 * Sends a message to the extension's other contexts, one of which answers.
 * @throws Error where nobody listens, the listener went away, or it failed: with its words
 */
export async function askContexts<Answer = unknown>(message: object): Promise<Answer> {
  const answer = await browser.runtime.sendMessage<object, Answer>(message);
  const failure = v.safeParse(Failure, answer);
  if (failure.success) throw new Error(failure.output.failedWith);
  return answer;
}

/** A content script has our id too, but the address of its page. */
function isOwnPage(sender: browser.Runtime.MessageSender): boolean {
  return sender.id === browser.runtime.id && sender.url?.startsWith(browser.runtime.getURL('')) === true;
}
