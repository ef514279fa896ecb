import { ApiError } from '../core/errors.ts';
import type { Protocol } from '../core/protocol.ts';
import type { ConsentStore } from '../storage/consent-store.ts';
import type { Connect } from './scan-steps.ts';

type Test = Protocol['test-connection'];

/** Makes what asks a server whether it answers and accepts a token. Nothing but the token is sent, and that after consent. */
export function createConnectionTest(
  connect: Connect,
  consents: Pick<ConsentStore, 'load'>,
): (request: Test['request']) => Promise<Test['response']> {
  return async ({ server, token }) => {
    if ((await consents.load()) === undefined) return { problem: 'no-consent' };
    try {
      await (await connect(server, token)).checkConnection();
      return {};
    } catch (error) {
      if (error instanceof ApiError) return { problem: error.problem };
      throw error;
    }
  };
}
