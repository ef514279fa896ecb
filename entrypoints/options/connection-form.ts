import { type Connection, tokenFor } from '../../lib/core/connection.ts';
import type { Problem } from '../../lib/core/problem.ts';
import {
  type AddressProblem,
  parseServerAddress,
  REGIONS,
  type Region,
} from '../../lib/core/server-address.ts';
import type { HostAccess } from '../../lib/platform/host-access.ts';
import type { ConnectionStore } from '../../lib/storage/connection-store.ts';
import type { ConsentStore } from '../../lib/storage/consent-store.ts';

/** What the form holds: `token` is empty where the saved one is to stay. */
export type ConnectionInput = { scanner: Region | 'own'; address: string; token: string };

export type ConnectionOutcome =
  | { kind: 'ready'; server: string; saved: boolean }
  | { kind: 'address'; problem: AddressProblem }
  | { kind: 'no-token' }
  /** Nobody agreed yet that anything is sent, so the server was not asked. */
  | { kind: 'no-consent'; server: string; saved: boolean }
  | { kind: 'no-access'; server: string }
  | { kind: 'server'; problem: Problem; server: string; saved: boolean }
  | { kind: 'save-failed' }
  /** Something else went wrong. */
  | { kind: 'failed' };

export type ConnectionForm = {
  /** Saves, then asks the server: an unreachable server is no reason to lose what was typed. */
  save: (input: ConnectionInput) => Promise<ConnectionOutcome>;
  /** Asks the server without saving. */
  test: (input: ConnectionInput) => Promise<ConnectionOutcome>;
  /** Forgets the token of the server; scans wait until there is one again. */
  forget: (server: string) => Promise<void>;
};

export type ConnectionFormDeps = {
  connections: ConnectionStore;
  hostAccess: HostAccess;
  consents: Pick<ConsentStore, 'load'>;
  /** Asks the server; undefined: it answers and accepts the token. */
  check: (server: string, token: string) => Promise<Problem | undefined>;
};

/** Makes what the connection form does. `save` and `test` must be called in the handler of a click. */
export function createConnectionForm(deps: ConnectionFormDeps): ConnectionForm {
  const { connections, hostAccess, consents, check } = deps;

  async function run(input: ConnectionInput, persist: boolean): Promise<ConnectionOutcome> {
    const parsed = input.scanner === 'own' ? parseServerAddress(input.address) : regionServer(input.scanner);
    if (!parsed.ok) return { kind: 'address', problem: parsed.problem };
    const { server } = parsed;
    // Asked before anything else is awaited: browsers take the request only in the click itself.
    if (!(await hostAccess.request(server))) return { kind: 'no-access', server };
    const connection = await connections.load();
    const token = input.token.trim() || tokenFor(connection, server);
    if (!token) return { kind: 'no-token' };
    if (persist && !(await trySave(withToken(connection, server, token)))) return { kind: 'save-failed' };
    if ((await consents.load()) === undefined) return { kind: 'no-consent', server, saved: persist };
    const problem = await check(server, token);
    return problem === undefined
      ? { kind: 'ready', server, saved: persist }
      : { kind: 'server', problem, server, saved: persist };
  }

  async function trySave(connection: Connection): Promise<boolean> {
    try {
      await connections.save(connection);
      return true;
    } catch {
      return false;
    }
  }

  return {
    save: (input) => run(input, true),
    test: (input) => run(input, false),
    async forget(server) {
      const connection = await connections.load();
      const { [server]: _forgotten, ...tokens } = connection.tokens;
      await connections.save({ ...connection, tokens });
    },
  };
}

function regionServer(region: Region): { ok: true; server: string } {
  return { ok: true, server: REGIONS[region] };
}

function withToken(connection: Connection, server: string, token: string): Connection {
  return { server, tokens: { ...connection.tokens, [server]: token } };
}
