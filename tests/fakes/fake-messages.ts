import type { MessageName, Protocol } from '../../lib/core/protocol.ts';
import type { MessageHandlers, Messages } from '../../lib/platform/messages.ts';

export type FakeMessages = Messages & {
  /** A message from one of the extension's pages. Rejects where nobody serves messages. */
  send: <Name extends MessageName>(
    name: Name,
    request: Protocol[Name]['request'],
  ) => Promise<Protocol[Name]['response']>;
  listenerCount: () => number;
};

export function createFakeMessages(): FakeMessages {
  const served: MessageHandlers[] = [];
  return {
    serve: (handlers) => void served.push(handlers),
    async send(name, request) {
      const [handlers] = served;
      if (handlers === undefined) throw new Error('Nobody serves messages.');
      return handlers[name](request);
    },
    listenerCount: () => served.length,
  };
}
