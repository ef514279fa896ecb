import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { ensureClamd } from '../../../scripts/clamd/ensure-clamd.ts';
import { type StartedClamd, startClamd } from '../../../scripts/clamd/start-clamd.ts';
import { type ClamavConfig, DEFAULT_CLAMAV } from '../../../server/engines/clamav/clamav-config.ts';
import { createClamdClient } from '../../../server/engines/clamav/clamd-client.ts';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { makeZip } from '../../../server/samples/make-zip.ts';
import { makeArchive } from './make-archive.ts';
import { startTestServer, type TestServer, toForm } from './test-server.ts';
import { waitFor } from './wait-for.ts';

const program = ensureClamd();

// What YARA-X knows nothing of.
const MADE_UP = Buffer.from('made up for the tests of Sluice');
const UNWANTED = Buffer.from('unwanted by the tests of Sluice');
const LATER = Buffer.from('not known before the database is loaded again');
const SIGNATURES = {
  'Test.Eicar-1': makeEicar(),
  'Test.MadeUp-1': MADE_UP,
  'PUA.Test.Unwanted-1': UNWANTED,
};

describe.skipIf(program === undefined)('with a real clamd', () => {
  let clamd: StartedClamd;
  let servers: Record<ClamavConfig['whenMissing'], TestServer>;

  const startServer = (whenMissing: ClamavConfig['whenMissing'], dataDir?: string): Promise<TestServer> => {
    const clamav = { ...DEFAULT_CLAMAV, address: clamd.address, whenMissing, retryMs: 20, maxRetryMs: 100 };
    return startTestServer({ clamav, ...(dataDir === undefined ? {} : { dataDir }) });
  };

  beforeAll(async () => {
    const conf = ['AlertExceedsMax yes', 'DetectPUA yes', 'StreamMaxLength 2M'];
    clamd = await startClamd(program ?? '', { signatures: SIGNATURES, conf });
    servers = { wait: await startServer('wait'), 'go-on': await startServer('go-on') };
  });
  afterAll(async () => {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
    await clamd.stop();
  });

  it('is asked whether it takes what it is to get', async () => {
    const client = createClamdClient(clamd.address, DEFAULT_CLAMAV.limits);
    const { signal } = new AbortController();
    expect(await client.refuses(2 * 1_048_576 + 1, signal)).toBe(true);
    expect(await client.refuses(2 * 1_048_576, signal)).toBe(false);
  });

  const scanText = (bytes: Uint8Array, name = 'x.txt') => servers.wait.scanFile(bytes, name);

  describe('that answers', () => {
    it('both engines are told of, each with its version and its evidence', async () => {
      const scan = await scanText(makeEicar(), 'eicar.com');
      expect(scan).toMatchObject({ verbose_verdict: 'MAL', confidence: 100 });
      expect(scan.scan_engines).toEqual([
        { name: 'yara-x', version: expect.stringContaining('/rules-'), verdict: 'MAL' },
        { name: 'clamav', version: expect.stringMatching(/^\d+\.\d+/), verdict: 'MAL' },
      ]);
      expect(scan.evidence.map(({ data }) => data.engine).toSorted()).toEqual(['clamav', 'yara-x']);
    });

    it.each([
      ['what ClamAV alone knows', MADE_UP, 'MAL', 'CLN', 'MAL', 'Test.MadeUp-1.UNOFFICIAL'],
      ['what ClamAV takes for unwanted', UNWANTED, 'SUS', 'CLN', 'SUS', 'PUA.Test.Unwanted-1.UNOFFICIAL'],
      ['what nobody knows', Buffer.from('fine'), 'CLN', 'CLN', 'CLN', null],
      ['an empty file', Buffer.alloc(0), 'CLN', 'CLN', 'CLN', null],
    ])('%s', async (_name, bytes, verdict, own, others, rule) => {
      const scan = await scanText(bytes);
      expect(scan).toMatchObject({ verbose_verdict: verdict, root_scan_summary: { sub_verdict: rule } });
      expect(scan.scan_engines).toMatchObject([
        { name: 'yara-x', verdict: own },
        { name: 'clamav', verdict: others },
      ]);
      expect(scan.evidence.map(({ name }) => name)).toEqual(rule === null ? [] : [rule]);
    });

    it('clamd itself looks into an archive', async () => {
      const scan = await scanText(makeZip({ 'inner.txt': MADE_UP }), 'x.zip');
      expect(scan.evidence).toMatchObject([{ name: 'Test.MadeUp-1.UNOFFICIAL', verdict: 'MAL' }]);
    });

    it.each<[string, Uint8Array, string, string | null, string[]]>([
      ['harmless', Buffer.from('fine'), 'inner.txt', null, []],
      ['what YARA-X knows', makeEicar(), 'eicar.com', 'MAL', ['EICAR_Test_File']],
      ['what ClamAV alone knows', MADE_UP, 'inner.txt', null, []],
    ])('says that it has not seen what a password opened: %s', async (_what, bytes, name, verdict, found) => {
      const zip = await makeArchive('zip', { [name]: bytes }, ['-psecret', '-mem=AES256']);
      const mail = makeZip({ 'packed.zip': zip, 'b.txt': Buffer.from('fine') });
      const fields = { file_password: 'secret' };
      const scan = await servers.wait.finished(await servers.wait.submit(toForm(mail, 'outer.zip', fields)));
      expect(scan).toMatchObject({ verbose_verdict: verdict, scan_engines: [{ name: 'yara-x' }] });
      expect(scan.evidence.map((each) => each.name)).toEqual([...found, 'engine_limit']);
      expect(scan.evidence.at(-1)).toMatchObject({
        category: 'not_scanned',
        verdict: null,
        data: { engine: 'clamav', limit: 'password', members: ['packed.zip'], count: 1 },
      });
      // The one who has the right password is not asked for it.
      const wrong = await servers.wait.finished(
        await servers.wait.submit(toForm(mail, 'outer.zip', { file_password: 'other' })),
      );
      expect(wrong.evidence).toMatchObject([{ name: 'encrypted', data: { password: 'wrong' } }]);
    });

    it('what is beyond a limit of its own is no clean file', async () => {
      let deep = makeZip({ a: Buffer.from('fine') });
      for (let level = 0; level < 30; level += 1) deep = makeZip({ a: deep });
      const scan = await scanText(deep, 'deep.zip');
      expect(scan).toMatchObject({ verbose_verdict: null, scan_engines: [] });
      expect(scan.evidence).toContainEqual(
        expect.objectContaining({
          name: 'engine_limit',
          data: { engine: 'clamav', limit: 'Heuristics.Limits.Exceeded.MaxRecursion' },
        }),
      );
    });

    it('a file that it does not take is no clean file', async () => {
      const scan = await scanText(Buffer.alloc(8_000_000, 'text '));
      expect(scan).toMatchObject({
        verbose_verdict: null,
        scan_engines: [{ name: 'yara-x', verdict: 'CLN' }],
      });
      expect(scan.evidence).toMatchObject([
        { name: 'engine_limit', data: { engine: 'clamav', limit: 'size' } },
      ]);
    });

    it('another database is used as soon as clamd has it', async () => {
      expect((await scanText(LATER)).verbose_verdict).toBe('CLN');
      await clamd.setSignatures({ ...SIGNATURES, 'Test.Later-1': LATER });
      expect(await clamd.command('RELOAD')).toBe('RELOADING');
      await waitFor('the new database', async () => (await scanText(LATER)).verbose_verdict === 'MAL');
    });
  });

  it('that goes while nothing is scanned is missed by /ready, as the settings say', async () => {
    await servers.wait.scanFile(Buffer.from('fine'), 'x.txt');
    await servers['go-on'].scanFile(Buffer.from('fine'), 'x.txt');
    await clamd.kill();
    const words = [expect.stringContaining('The engine ClamAV')];
    const read = async (server: TestServer) => {
      const answer = await server.get('/ready');
      return { code: answer.status, ...(await answer.json()) };
    };
    expect(await read(servers.wait)).toEqual({ code: 503, status: 'not ready', reasons: words });
    expect(await read(servers['go-on'])).toEqual({ code: 200, status: 'ready', warnings: words });
    const metrics = await (await servers['go-on'].get('/metrics')).text();
    expect(metrics).toMatch(/^sluice_engine_up\{engine="clamav"\} 0$/m);
    await clamd.restart();
    for (const server of Object.values(servers))
      await waitFor(
        'ClamAV',
        async () => (await read(server)).warnings === undefined && (await read(server)).code === 200,
      );
  });

  describe('that is gone', () => {
    beforeEach(async () => {
      await clamd.kill();
      onTestFinished(() => clamd.restart());
    });

    it('a scan that goes on says so, and is not clean', async () => {
      const scan = await servers['go-on'].scanFile(Buffer.from('fine'), 'x.txt');
      expect(scan).toMatchObject({
        verbose_verdict: null,
        scan_engines: [{ name: 'yara-x', verdict: 'CLN' }],
      });
      expect(scan.evidence).toMatchObject([
        { name: 'engine_missing', category: 'not_scanned', verdict: null, data: { engine: 'clamav' } },
      ]);
    });

    it.each(['wait', 'go-on'] as const)('what is malicious is told at once, with %s', async (whenMissing) => {
      const scan = await servers[whenMissing].scanFile(makeEicar(), 'eicar.com');
      expect(scan).toMatchObject({ verbose_verdict: 'MAL', scan_engines: [{ name: 'yara-x' }] });
      expect(scan.evidence).toMatchObject([{ verdict: 'MAL' }, { name: 'engine_missing' }]);
    });
  });

  it('scans wait for one that is gone, over restarts, and hold up no others', async () => {
    await clamd.kill();
    let server = await startServer('wait');
    onTestFinished(() => server.stop());
    const ids = [];
    for (const text of ['fine', 'fine, too', MADE_UP])
      ids.push(await server.submit(toForm(Buffer.from(text), 'x.txt')));
    // There are four places for scans; those that wait hold none.
    for (let more = 0; more < 3; more += 1)
      ids.push(await server.submit(toForm(Buffer.from('more'), 'x.txt')));
    expect((await server.scanFile(makeEicar(), 'eicar.com')).verbose_verdict).toBe('MAL');
    const { dataDir } = server;
    await server.close();
    server = await startServer('wait', dataDir);
    expect((await server.scanFile(makeEicar(), 'eicar.com')).verbose_verdict).toBe('MAL');
    for (const id of ids) expect((await server.scan(id)).finished_at).toBeNull();
    await clamd.restart();
    const verdicts = await Promise.all(ids.map(async (id) => (await server.finished(id)).verbose_verdict));
    expect(verdicts).toEqual(['CLN', 'CLN', 'MAL', 'CLN', 'CLN', 'CLN']);
  });
});
