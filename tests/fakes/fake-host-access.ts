import type { HostAccess } from '../../lib/platform/host-access.ts';

export type FakeHostAccess = HostAccess & {
  /** The servers that leave was asked for, in order. */
  requested: () => readonly string[];
};

/** A person who grants or denies every request. */
export function createFakeHostAccess(granted = true): FakeHostAccess {
  const requested: string[] = [];
  return {
    has: async (server) => granted && requested.includes(server),
    async request(server) {
      requested.push(server);
      return granted;
    },
    requested: () => requested,
  };
}
