import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WireScan } from '../../../lib/api/wire.ts';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { makeZip } from '../../../server/samples/make-zip.ts';
import { makeCompoundFile } from '../../fixtures/server/documents/make-compound-file.ts';
import { makeAgileDocument } from '../../fixtures/server/documents/make-locked-document.ts';
import { filesThatHold } from './files-that-hold.ts';
import { makeArchive } from './make-archive.ts';
import { makeRar } from './make-rar.ts';
import { makeZipCrypto } from './make-zip-crypto.ts';
import { startTestServer, type TestServer, toForm } from './test-server.ts';
import { waitFor } from './wait-for.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const text = Buffer.from('only text\n'.repeat(50));
const infected = { 'a.txt': text, 'eicar.com': makeEicar() };

async function scanWith(password: string | null, bytes: Uint8Array): Promise<WireScan> {
  const fields = password === null ? {} : { file_password: password };
  return server.finished(await server.submit(toForm(bytes, 'x.bin', fields)));
}

type Maker = (members: { [name: string]: Uint8Array }, password: string) => Promise<Uint8Array>;
const sevenZip =
  (type: string, ...options: string[]): Maker =>
  (members, password) =>
    makeArchive(type, members, [...options, `-p${password}`]);

const OPEN_LISTS: [what: string, make: Maker][] = [
  ['a zip of ZipCrypto', sevenZip('zip')],
  ['a zip of AES', sevenZip('zip', '-mem=AES256')],
  ['a 7z', sevenZip('7z')],
  ['a rar', async (members, password) => makeRar(members, { password })],
  ['a rar without checksums', async (members, password) => makeRar(members, { password, unproven: true })],
];
const CLOSED_LISTS: [what: string, make: Maker][] = [
  ['a 7z with its list of members', sevenZip('7z', '-mhe=on')],
  [
    'a rar with its list of members',
    async (members, password) => makeRar(members, { password, header: true }),
  ],
];

describe.each(OPEN_LISTS)('%s under a password', (_what, make) => {
  it.each([
    [null, 'missing'],
    ['not it', 'wrong'],
  ])('and %s given has no verdict and names the members', async (given, word) => {
    const scan = await scanWith(given, await make(infected, 'secret'));
    expect(scan).toMatchObject({ verbose_verdict: null, confidence: null, scan_engines: [] });
    const data = { password: word, archive: null, members: ['a.txt', 'eicar.com'], count: 2 };
    expect(scan.evidence).toMatchObject([{ name: 'encrypted', verdict: null, data }]);
  });
});

describe.each(CLOSED_LISTS)('%s under a password', (_what, make) => {
  it.each([
    [null, 'missing'],
    ['not it', 'wrong'],
  ])('and %s given has no verdict', async (given, word) => {
    const scan = await scanWith(given, await make(infected, 'secret'));
    expect(scan).toMatchObject({ verbose_verdict: null, confidence: null, scan_engines: [] });
    const data = { password: word, archive: null, members: [], count: null };
    expect(scan.evidence).toMatchObject([{ name: 'encrypted', verdict: null, data }]);
  });
});

describe.each([...OPEN_LISTS.filter(([what]) => !what.includes('without')), ...CLOSED_LISTS])(
  '%s under the right password',
  (_what, make) => {
    it('is scanned as any other', async () => {
      const scan = await scanWith('secret', await make(infected, 'secret'));
      expect(scan.verbose_verdict).toBe('MAL');
      expect(scan.evidence).toMatchObject([{ name: 'EICAR_Test_File', data: { member: 'eicar.com' } }]);
      const clean = await scanWith('secret', await make({ 'a.txt': text }, 'secret'));
      expect(clean).toMatchObject({ verbose_verdict: 'CLN', evidence: [] });
    });
  },
);

it('a rar without checksums is scanned with the right password, which nothing proves', async () => {
  const scan = await scanWith('secret', makeRar(infected, { password: 'secret', unproven: true }));
  expect(scan.verbose_verdict).toBe('MAL');
  expect(scan.evidence).toMatchObject([
    { name: 'EICAR_Test_File' },
    { name: 'encrypted', data: { password: 'wrong' } },
  ]);
});

describe('a password', () => {
  const PASSWORDS = ['-x', '--', '@list', ' a b ', `"'\`$(x)`, '%41', 'пароль ü 漢字 😀'];

  it.each(PASSWORDS)('“%s” opens a 7z and an old zip', async (password) => {
    const packed = await makeArchive('7z', infected, ['-mhe=on', `-p${password}`]);
    expect((await scanWith(password, packed)).verbose_verdict).toBe('MAL');
    const zip = makeZipCrypto('eicar.com', makeEicar(), password);
    expect((await scanWith(password, zip)).verbose_verdict).toBe('MAL');
  });

  it.each(PASSWORDS)('“%s” opens a rar', async (password) => {
    expect((await scanWith(password, makeRar(infected, { password }))).verbose_verdict).toBe('MAL');
  });

  // A 7z opens with one as well, but 7-Zip takes half a minute for half a million rounds over it.
  it('of 1,024 characters opens an old zip, and a rar as far as the format reads it', async () => {
    const password = 'x'.repeat(1_024);
    const zip = makeZipCrypto('eicar.com', makeEicar(), password);
    expect((await scanWith(password, zip)).verbose_verdict).toBe('MAL');
    const rar = makeRar(infected, { password: password.slice(0, 127) });
    expect((await scanWith(password, rar)).verbose_verdict).toBe('MAL');
  });

  it('longer than a zip of AES allows is wrong', async () => {
    const zip = await makeArchive('zip', infected, ['-mem=AES256', `-p${'x'.repeat(99)}`]);
    expect(await scanWith('x'.repeat(100), zip)).toMatchObject({
      verbose_verdict: null,
      evidence: [{ name: 'encrypted', data: { password: 'wrong' } }],
    });
    expect((await scanWith('x'.repeat(99), zip)).verbose_verdict).toBe('MAL');
  });

  it('of more than 1,024 characters or with a NUL is refused by its name', async () => {
    for (const file_password of ['x'.repeat(1_025), 'a\0b']) {
      const response = await server.post(toForm(text, 'x.txt', { file_password }));
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({ file_password: [expect.any(String)] });
    }
  });

  it('given for a file that needs none changes nothing', async () => {
    expect(await scanWith('p', makeZip({ 'a.txt': text }))).toMatchObject({
      verbose_verdict: 'CLN',
      evidence: [],
    });
    expect((await scanWith('p', text)).verbose_verdict).toBe('CLN');
  });

  it('is tried on every level, and names what it does not open by its whole path', async () => {
    const inner = await makeArchive('7z', infected, ['-mhe=on', '-psecret']);
    const nested = await makeArchive('zip', { 'in.7z': inner }, ['-psecret']);
    const found = await scanWith('secret', nested);
    expect(found.evidence).toMatchObject([{ data: { member: 'in.7z/eicar.com' } }]);

    const other = await makeArchive('zip', { 'a.txt': text }, ['-pother']);
    const locked = await scanWith('secret', await makeArchive('zip', { 'in.zip': other }, ['-psecret']));
    const data = { password: 'wrong', archive: 'in.zip', members: ['in.zip/a.txt'], count: 1 };
    expect(locked).toMatchObject({ verbose_verdict: null, evidence: [{ name: 'encrypted', data }] });
  });

  it('that is wrong does not outweigh something malicious beside it', async () => {
    const locked = await makeArchive('zip', { 'a.txt': text }, ['-psecret']);
    const scan = await scanWith('no', makeZip({ 'locked.zip': locked, 'eicar.com': makeEicar() }));
    expect(scan.verbose_verdict).toBe('MAL');
    expect(scan.evidence).toMatchObject([
      { name: 'EICAR_Test_File' },
      { name: 'encrypted', data: { password: 'wrong' } },
    ]);
  });

  it('names twenty members at most and counts all', async () => {
    const names = Array.from({ length: 25 }, (_, at) => `${at}.txt`);
    const zip = await makeArchive('zip', Object.fromEntries(names.map((name) => [name, text])), ['-ps']);
    const { evidence } = await scanWith(null, zip);
    expect(evidence).toMatchObject([{ data: { count: 25, members: { length: 20 } } }]);
  });
});

describe('an Office document under a password', () => {
  const locked = makeAgileDocument(makeZip({ 'word/eicar.com': makeEicar() }), 'secret');

  it('has no verdict, by itself and in an archive', async () => {
    const data = { password: 'wrong', archive: null, members: ['EncryptedPackage'], count: 1 };
    expect(await scanWith('other', locked)).toMatchObject({
      verbose_verdict: null,
      evidence: [{ name: 'encrypted', data }],
    });
    expect(await scanWith(null, makeZip({ 'a.txt': text, 'b.docx': locked }))).toMatchObject({
      verbose_verdict: null,
      evidence: [
        {
          name: 'encrypted',
          data: {
            password: 'missing',
            archive: 'b.docx',
            members: ['b.docx/EncryptedPackage'],
          },
        },
      ],
    });
  });

  it('is opened by the right one', async () => {
    const scan = await scanWith('secret', makeZip({ 'b.docx': locked }));
    expect(scan.verbose_verdict).toBe('MAL');
    expect(scan.evidence).toMatchObject([{ data: { member: 'b.docx/decrypted-package/word/eicar.com' } }]);
  });

  it('in a way that nothing here opens wants no password', async () => {
    const strange = makeCompoundFile({ EncryptionInfo: 'how', EncryptedPackage: Buffer.alloc(5_000, 7) });
    expect((await scanWith('secret', strange)).evidence).toMatchObject([
      { name: 'encrypted', data: { password: 'unsupported' } },
    ]);
  });

  it('is not one that only speaks of it', async () => {
    const words = Buffer.from('an EncryptedPackage is a stream', 'utf16le');
    expect((await scanWith(null, makeCompoundFile({ WordDocument: words }))).verbose_verdict).toBe('CLN');
  });
});

it('a password is in no file of the service once the scan is over', async () => {
  const password = `right-${'geheim'.repeat(5)}`;
  const wrong = `wrong-${'geheim'.repeat(5)}`;
  const packed = await makeArchive('7z', infected, ['-mhe=on', `-p${password}`]);
  const scans = [await scanWith(password, packed), await scanWith(wrong, packed)];
  expect(scans.map(({ verbose_verdict }) => verbose_verdict)).toEqual(['MAL', null]);
  expect(JSON.stringify(scans)).not.toContain('geheim');
  await waitFor('the samples to be removed', async () => (await server.samplesOnDisk()).length === 0);
  // The columns' names: the files that are looked at are the right ones.
  expect(await filesThatHold(server.dataDir, 'file_password')).not.toEqual([]);
  await waitFor(
    'the log to be emptied',
    async () => (await filesThatHold(server.dataDir, 'geheim')).length === 0,
  );
});
