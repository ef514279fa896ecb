import { Agent, buildConnector } from 'undici';
import type { AddressGuard } from './address-guard.ts';

/**
 * Connections for `fetch` of the same package that go only where the guard lets them. One request each, so that none
 * goes over a connection that was allowed for another; no proxy, whatever the environment says, since a proxy would
 * resolve names by itself.
 */
export function createGuardedAgent({ requireAllowed, lookup }: AddressGuard): Agent {
  const connect = buildConnector({ lookup, allowH2: false });
  return new Agent({
    pipelining: 0,
    connect: (options, callback) => {
      try {
        requireAllowed(options.hostname);
      } catch (error) {
        callback(error instanceof Error ? error : new Error(String(error)), null);
        return;
      }
      connect(options, callback);
    },
  });
}
