import { ApiError } from '../core/errors.ts';
import type { Protocol } from '../core/protocol.ts';
import type { Connect } from './scan-steps.ts';

type Test = Protocol['test-connection'];

/** Makes what asks a server whether it answers and accepts a token. Nothing is scanned or sent. */
export function createConnectionTest(
  connect: Connect,
): (request: Test['request']) => Promise<Test['response']> {
  return async ({ server, token }) => {
    try {
      await (await connect(server, token)).checkConnection();
      return {};
    } catch (error) {
      if (error instanceof ApiError) return { problem: error.problem };
      throw error;
    }
  };
}
