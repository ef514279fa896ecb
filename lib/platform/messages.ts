import * as v from 'valibot';
import type { MessageName, Protocol } from '../core/protocol.ts';
import { SCAN_SOURCES } from '../core/scan.ts';
import { answerMessages, askContexts } from './runtime-messages.ts';

const Message = v.variant('name', [
  v.object({
    name: v.literal('scan'),
    request: v.object({
      address: v.pipe(v.string(), v.maxLength(1_000_000)),
      source: v.picklist(SCAN_SOURCES),
    }),
  }),
  v.object({
    name: v.literal('scan-file'),
    request: v.object({
      id: v.pipe(v.string(), v.uuid()),
      name: v.pipe(v.string(), v.maxLength(10_000)),
      size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    }),
  }),
  v.object({
    name: v.literal('scan-then-save'),
    request: v.object({ address: v.pipe(v.string(), v.maxLength(1_000_000)) }),
  }),
  v.object({ name: v.literal('seen'), request: v.object({}) }),
  v.object({
    name: v.picklist(['retry', 'scan-again']),
    request: v.object({ id: v.pipe(v.string(), v.maxLength(100)) }),
  }),
  v.object({
    name: v.literal('decide'),
    request: v.object({ id: v.pipe(v.string(), v.maxLength(100)), choice: v.picklist(['keep', 'remove']) }),
  }),
  v.object({
    name: v.literal('unlock'),
    request: v.object({
      id: v.pipe(v.string(), v.maxLength(100)),
      password: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)),
    }),
  }),
  v.object({
    name: v.literal('allow-bytes'),
    request: v.object({ id: v.pipe(v.string(), v.maxLength(100)), isAllowed: v.boolean() }),
  }),
  v.object({
    name: v.literal('test-connection'),
    request: v.object({
      server: v.pipe(v.string(), v.url(), v.maxLength(2_000)),
      token: v.pipe(v.string(), v.minLength(1), v.maxLength(10_000)),
    }),
  }),
]);

export type MessageHandlers = {
  [Name in MessageName]: (request: Protocol[Name]['request']) => Promise<Protocol[Name]['response']>;
};

export type Messages = {
  /** Answers messages from the extension's own pages. Others are refused without an answer. */
  serve: (handlers: MessageHandlers) => void;
};

/** Makes the background's end of the messages. */
export function createMessages(): Messages {
  return {
    serve: (handlers) =>
      answerMessages((message) => {
        const parsed = v.safeParse(Message, message);
        if (!parsed.success) return isKnown(message, handlers) ? refuse() : undefined;
        switch (parsed.output.name) {
          case 'scan':
            return handlers.scan(parsed.output.request);
          case 'scan-file':
            return handlers['scan-file'](parsed.output.request);
          case 'scan-then-save':
            return handlers['scan-then-save'](parsed.output.request);
          case 'seen':
            return handlers.seen({});
          case 'retry':
          case 'scan-again':
            return handlers[parsed.output.name](parsed.output.request);
          case 'decide':
            return handlers.decide(parsed.output.request);
          case 'unlock':
            return handlers.unlock(parsed.output.request);
          case 'allow-bytes':
            return handlers['allow-bytes'](parsed.output.request);
          case 'test-connection':
            return handlers['test-connection'](parsed.output.request);
        }
      }),
  };
}

/** Of a page that asks for what can't be taken: it is told so. What is for another context is left to that. */
function isKnown(message: unknown, handlers: MessageHandlers): boolean {
  const named = v.safeParse(v.looseObject({ name: v.string() }), message);
  return named.success && Object.hasOwn(handlers, named.output.name);
}

function refuse(): Promise<never> {
  return Promise.reject(new Error('The message is refused.'));
}

/** Sends a message from a page to the background, which starts for it where it is stopped. */
export async function sendMessage<Name extends MessageName>(
  name: Name,
  request: Protocol[Name]['request'],
): Promise<Protocol[Name]['response']> {
  return askContexts({ name, request });
}
