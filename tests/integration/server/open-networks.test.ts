import { isIP } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WireScan } from '../../../lib/api/wire.ts';
import { createAddressPolicy } from '../../../server/network/address-policy.ts';
import { listOwnNetworks } from '../../../server/network/guarded-networks.ts';
import { startReceiver } from './receiver.ts';
import { type Canary, startCanary } from './start-canary.ts';
import { startTestServer, type TestServer } from './test-server.ts';

/** For the servers of this file, the addresses of this machine are those of others on an inside network. */
const NOTHING_OWN = { allowedNetworks: [], refusedNetworks: [], listOwnNetworks: () => [] };
const closed = createAddressPolicy(NOTHING_OWN);
const own = listOwnNetworks().map((text) => `${text.split('/')[0]}`);
const inside = own.find(
  (address) =>
    isIP(address) === 4 && !address.startsWith('127.') && closed.findRefused([address], null) !== null,
);
const names: { [name: string]: string } = {
  'six.test': '::1',
  'files.test': `${inside}`,
  'other.test': `${inside}`,
};

let canary: Canary;
let server: TestServer;
beforeAll(async () => {
  canary = await startCanary();
  server = await startTestServer({
    ...NOTHING_OWN,
    allowedNetworks: ['::1', 'files.test'],
    resolve: async (hostname) => [{ address: `${names[hostname]}`, family: isIP(`${names[hostname]}`) }],
  });
});
afterAll(async () => {
  await server.stop();
  canary.close();
});

const scanLink = async (host: string): Promise<WireScan> =>
  server.finished(
    await server.submit(new URLSearchParams({ download_link: `http://${host}:${canary.port}/x` })),
  );

describe.skipIf(!own.includes('::1'))('IPv6 loopback, allowed', () => {
  it.each(['[::1]', '[0:0::0:1]', 'six.test'])('is reached as %s', async (host) => {
    expect((await scanLink(host)).verbose_verdict).toBe('MAL');
  });

  it('is not opened for IPv4', async () => {
    expect((await scanLink('127.0.0.1')).evidence[0]?.data.cause).toBe('address_not_allowed');
  });
});

// Where this machine has an address on a private network, to stand for an inside one.
describe.skipIf(inside === undefined)('a host inside, allowed by its name', () => {
  it('is reached by it, and by callbacks too', async () => {
    expect((await scanLink('files.test')).verbose_verdict).toBe('MAL');
    const receiver = await startReceiver(undefined, inside);
    const callback_url = `${receiver.url.replace(`${inside}`, 'files.test')}/done`;
    await server.submit(
      new URLSearchParams({ download_link: `http://files.test:${canary.port}/x`, callback_url }),
    );
    await receiver.until('/done');
  });

  it('is reached neither by its number nor by another name', async () => {
    const before = canary.visits.length;
    for (const host of [`${inside}`, 'other.test', `[::ffff:${inside}]`])
      expect((await scanLink(host)).evidence[0]?.data.cause).toBe('address_not_allowed');
    expect(canary.visits).toHaveLength(before);
  });
});
