import { isIP } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WireScan } from '../../../lib/api/wire.ts';
import { listOwnNetworks } from '../../../server/network/guarded-networks.ts';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { ended } from './callback-row.ts';
import { NAME_TRICKS, NUMBER_TRICKS, type Trick } from './ssrf-tricks.ts';
import { type Canary, startCanary } from './start-canary.ts';
import { type Site, startSite } from './start-site.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const FILES = '/api/v1/files/';
const PAGES = '/api/v1/urls/';
const names = new Map(NAME_TRICKS.map(([, host, answers]) => [toHostname(host), answers]));
names.set('allowed.test', ['127.0.0.1']);

/** Everything but 127.0.0.1 is closed: there stands the site from which redirects lead inside. */
const OPEN = '127.0.0.1';
const tricks: Trick[] = [
  ...NUMBER_TRICKS,
  ...NAME_TRICKS.map(([what, host]): Trick => [what, host]),
  ...listOwnNetworks()
    .map((text) => `${text.split('/')[0]}`)
    .filter((address) => address !== OPEN)
    .map((address): Trick => [`own ${address}`, isIP(address) === 6 ? `[${address}]` : address]),
];

let canary: Canary;
let site: Site;
let server: TestServer;
beforeAll(async () => {
  canary = await startCanary();
  site = await startSite((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site');
    const location = searchParams.get('to');
    // Headers are bytes; those of an address that is not ASCII are UTF-8.
    const bytes = Buffer.from(location ?? '').toString('latin1');
    if (pathname === '/to') response.writeHead(302, { location: bytes }).end();
    else response.end(makePdf('x'));
  });
  server = await startTestServer({
    allowedNetworks: [`${OPEN}/32`],
    fetchSlots: { total: 32, perKey: 32 },
    callbacks: NEVER_AGAIN,
    resolve: async (hostname) => {
      const answers = names.get(hostname);
      if (answers === undefined) throw Object.assign(new Error(), { code: 'ENOTFOUND' });
      return answers.map((address) => ({ address, family: isIP(address) }));
    },
  });
});
afterAll(async () => {
  await server.stop();
  site.close();
  canary.close();
});

/** One try for each callback. */
const NEVER_AGAIN = {
  firstRetryMs: 1,
  maxRetryMs: 1,
  giveUpAfterMs: 0,
  timeoutMs: 20_000,
  concurrency: 32,
  perReceiver: 4,
};

function toHostname(host: string): string {
  return new URL(`http://${host}/`).hostname;
}

const toLink = (host: string): string => `http://${host}:${canary.port}/x?key=hunter2`;

type Fields = { [field: string]: string };
type Outcome = WireScan | string;

/** Submits one form for each trick, all at once: its scan, or what the refusal says of the field with the address. */
async function outcomesOf(
  all: readonly Trick[],
  toFields: (host: string) => Fields,
  path: string,
): Promise<(readonly [what: string, outcome: Outcome])[]> {
  const submitted = all.map(async ([what, host]) => {
    const response = await server.post(new URLSearchParams(toFields(host)), path);
    return [what, await response.json()] as const;
  });
  const outcomes: [string, Outcome][] = [];
  for (const [what, { scan_id, download_link, path: page }] of await Promise.all(submitted))
    outcomes.push([
      what,
      scan_id === undefined ? `${download_link ?? page}` : await server.finished(scan_id),
    ]);
  return outcomes;
}

function expectRefused(what: string, outcome: Outcome): void {
  // A few are no addresses at all for the parser of links, which is as good.
  if (typeof outcome === 'string') expect(outcome).toContain('begins with http:// or https://');
  else {
    const { verbose_verdict, sample, evidence } = outcome;
    expect({ what, verbose_verdict, sample, evidence }).toMatchObject({
      what,
      verbose_verdict: null,
      sample: null,
      evidence: [{ name: 'fetch_failed', category: 'not_scanned', data: { cause: 'address_not_allowed' } }],
    });
    expect(evidence[0]?.description).toContain('with the setting allowedNetworks');
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
  }
}

describe(`each of ${tricks.length} ways inside`, () => {
  it.each([
    ['link', FILES, 'download_link', 'http:'],
    // Before the first message of TLS.
    ['page over TLS', PAGES, 'path', 'https:'],
  ])('is refused as a %s', async (_what, path, field, scheme) => {
    const toFields = (host: string): Fields => ({ [field]: toLink(host).replace('http:', scheme) });
    for (const [what, outcome] of await outcomesOf(tricks, toFields, path)) expectRefused(what, outcome);
    expect(canary.visits).toEqual([]);
  });

  it('is refused behind two redirects', async () => {
    const behind = (link: string): string => `${site.url}/to?to=${encodeURIComponent(link)}`;
    // The others are what no header can hold.
    const possible = tricks.filter(([, host]) => !/[\t\n]/.test(host));
    const toFields = (host: string): Fields => ({ download_link: behind(behind(toLink(host))) });
    for (const [what, outcome] of await outcomesOf(possible, toFields, FILES)) {
      const [evidence] = typeof outcome === 'string' ? [] : outcome.evidence;
      expect([what, evidence?.data.url]).toEqual([what, `${site.url}/to`]);
      // What is no address at all for the parser of links is as good.
      expect(evidence?.data.cause).toMatch(/^(address_not_allowed|bad_redirect)$/);
    }
    expect(canary.visits).toEqual([]);
  });
});

it('a name that leads inside is answered in the same words as one that leads nowhere', async () => {
  const inside = NAME_TRICKS.filter(([, host]) => host.endsWith('.test')).map(
    ([, host]): Trick => [host, host],
  );
  const unknown: Trick = ['unknown.test', 'unknown.test'];
  const outcomes = await outcomesOf([unknown, ...inside], (host) => ({ download_link: toLink(host) }), FILES);
  const shown = outcomes.map(([host, outcome]) =>
    typeof outcome === 'string'
      ? outcome
      : outcome.evidence.map(({ description, data }) =>
          JSON.stringify({ description, data }).replaceAll(host, 'HOST'),
        ),
  );
  expect(new Set(shown.map(String)).size).toBe(1);
  for (const [, , answers] of NAME_TRICKS)
    for (const answer of answers) expect(String(shown)).not.toContain(answer);
});

describe('a callback', () => {
  it.each([FILES, PAGES])('to an address inside is refused with the submission to %s', async (path) => {
    for (const [what, host] of NUMBER_TRICKS) {
      const body = new URLSearchParams({
        [path === FILES ? 'download_link' : 'path']: `${site.url}/file`,
        callback_url: toLink(host),
      });
      const response = await server.post(body, path);
      expect([what, response.status, await response.json()]).toEqual([
        what,
        400,
        { callback_url: [expect.stringMatching(/with the setting allowedNetworks|begins with http/)] },
      ]);
    }
    expect(canary.visits).toEqual([]);
  });

  it('to a name that leads inside fails at each try, and arrives nowhere', async () => {
    const ids = await Promise.all(
      NAME_TRICKS.map(([, host], at) => {
        const callback_url = toLink(host).replace('http:', at % 2 === 0 ? 'http:' : 'https:');
        return server.submit(new URLSearchParams({ download_link: `${site.url}/file`, callback_url }));
      }),
    );
    for (const id of ids) {
      expect(await ended(server, id)).toMatchObject({ outcome: 'given_up', attempts: 1 });
    }
    expect(canary.visits).toEqual([]);
  });
});

it('ports that browsers refuse are refused, at an allowed address too', async () => {
  const toFields = (port: string): Fields => ({ download_link: `http://${OPEN}:${port}/` });
  const ports = ['25', '110', '6667'].map((port): Trick => [port, port]);
  for (const [, outcome] of await outcomesOf(ports, toFields, FILES))
    expect(outcome).toMatchObject({ evidence: [{ data: { cause: 'port_not_allowed' } }] });
});

it('what is allowed still works: an address, a name, redirects, and a callback', async () => {
  const allowed = site.url.replace(OPEN, 'allowed.test');
  const links = [`${site.url}/a.pdf`, `${allowed}/a.pdf`, `${site.url}/to?to=/to?to=${allowed}/a.pdf`];
  const toFields = (link: string): Fields => ({ download_link: link, callback_url: `${allowed}/done` });
  for (const [, outcome] of await outcomesOf(
    links.map((link): Trick => [link, link]),
    toFields,
    FILES,
  ))
    expect(outcome).toMatchObject({ verbose_verdict: 'CLN', sample_name: 'a.pdf' });
});
