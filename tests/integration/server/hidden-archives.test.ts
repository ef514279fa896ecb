import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { makeZip } from '../../../server/samples/make-zip.ts';
import { makeArchive } from './make-archive.ts';
import { makeRar } from './make-rar.ts';
import { moveZip } from './move-zip.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const text = Buffer.from('only text\n'.repeat(50));
const harmless = { 'a.txt': text };
const infected = { 'b.txt': text, 'eicar.com': makeEicar() };

/** What other programs read past, and unzippers too. */
const HOSTS: [what: string, make: () => Promise<Uint8Array> | Uint8Array][] = [
  ['a text', () => text],
  ['a program', () => Buffer.concat([Buffer.from('MZ\x90\0'), randomBytes(3_000)])],
  ['a document', () => makePdf('x')],
  ['a picture', () => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(3_000)])],
  ['a zip', () => makeZip(harmless)],
  ['three zips', () => Buffer.concat([makeZip(harmless), makeZip(harmless), makeZip({})])],
  ['a compressed file', () => gzipSync(text)],
  ['a 7z', () => makeArchive('7z', harmless)],
  ['a tar', () => makeArchive('tar', harmless)],
  ['a rar', () => makeRar(harmless, { password: null })],
];

describe.each(HOSTS)('a zip behind %s', (_what, make) => {
  it.each([
    ['as it was', (zip: Buffer) => zip],
    ['with its places counted from the start of all', (zip: Buffer, before: number) => moveZip(zip, before)],
    ['and other bytes behind it', (zip: Buffer) => Buffer.concat([zip, Buffer.alloc(1_000, 'x')])],
  ])('%s is malicious when infected and clean when harmless', async (_how, change) => {
    const host = await make();
    const join = (members: { [name: string]: Uint8Array }): Buffer =>
      Buffer.concat([host, change(makeZip(members), host.length)]);
    const scan = await server.scanFile(join(infected), 'x.bin');
    expect(scan.verbose_verdict).toBe('MAL');
    expect(scan.evidence).toContainEqual(
      expect.objectContaining({
        name: 'EICAR_Test_File',
        data: expect.objectContaining({ member: 'eicar.com' }),
      }),
    );
    expect(await server.scanFile(join(harmless), 'x.bin')).toMatchObject({
      verbose_verdict: 'CLN',
      evidence: [],
    });
  });
});

const OTHERS: [what: string, make: (members: { [name: string]: Uint8Array }) => Promise<Uint8Array>][] = [
  ['7z', (members) => makeArchive('7z', members)],
  ['rar', async (members) => makeRar(members, { password: null })],
];

describe.each(OTHERS)('an archive of type %s', (_type, make) => {
  it.each(HOSTS.slice(0, 5))('behind %s is opened', async (_what, makeHost) => {
    const host = await makeHost();
    const infectedPart = Buffer.concat([host, await make({ 'eicar.com': Buffer.concat([makeEicar()]) })]);
    expect((await server.scanFile(infectedPart, 'x.bin')).verbose_verdict).toBe('MAL');
    const scan = await server.scanFile(Buffer.concat([host, await make(harmless)]), 'x.bin');
    expect(scan).toMatchObject({ verbose_verdict: 'CLN', evidence: [] });
  });
});

describe('what is hidden in a zip', () => {
  it('by a mark as a link, which not every unzipper heeds, is scanned', async () => {
    const zip = makeZip(infected);
    const entry = zip.lastIndexOf('PK\x01\x02', undefined, 'latin1');
    zip.writeUInt16LE((3 << 8) | 20, entry + 4);
    zip.writeUInt32LE(0o120777 * 65_536, entry + 38);
    expect((await server.scanFile(zip, 'x.zip')).verbose_verdict).toBe('MAL');
  });

  it('in an archive inside it, behind something else, is scanned and named', async () => {
    const member = Buffer.concat([text, makeZip(infected)]);
    const scan = await server.scanFile(makeZip({ 'in.txt': member }), 'x.zip');
    expect(scan.evidence).toMatchObject([{ name: 'EICAR_Test_File', data: { member: 'in.txt/eicar.com' } }]);
  });

  it('as more archives than are opened leaves the verdict open', async () => {
    const many = Buffer.concat(Array.from({ length: 101 }, () => makeZip({ a: Buffer.from('b') })));
    expect(await server.scanFile(many, 'x.zip')).toMatchObject({
      verbose_verdict: null,
      evidence: [{ name: 'archive_limit', data: { limit: 'parts', members: ['x.zip'] } }],
    });
  });

  it('behind something else under a password leaves the verdict open', async () => {
    const locked = await makeArchive('zip', harmless, ['-pSECRET']);
    const scan = await server.scanFile(Buffer.concat([Buffer.from('MZ'), text, locked]), 'x.exe');
    expect(scan).toMatchObject({ verbose_verdict: null, evidence: [{ name: 'encrypted' }] });
  });
});

describe('what only looks like an archive', () => {
  it.each([
    ['the end of a zip without a directory', Buffer.concat([text, Buffer.from('PK\x05\x06'), text])],
    ['the mark of a 7z', Buffer.concat([Buffer.from('MZ'), Buffer.from('377abcaf271c', 'hex'), text])],
    ['the mark of a rar', Buffer.concat([Buffer.from('MZ'), Buffer.from('526172211a070100', 'hex'), text])],
    ['the mark of a cabinet', Buffer.concat([Buffer.from('MZ'), Buffer.from('MSCF\0\0\0\0'), text])],
  ])('%s is clean', async (_what, bytes) => {
    expect(await server.scanFile(bytes, 'x.bin')).toMatchObject({ verbose_verdict: 'CLN', evidence: [] });
  });

  it('a tar that holds a zip names the zip once', async () => {
    const scan = await server.scanFile(await makeArchive('tar', { 'in.zip': makeZip(infected) }), 'x.tar');
    expect(scan.evidence).toMatchObject([{ name: 'EICAR_Test_File', data: { member: 'in.zip/eicar.com' } }]);
  });
});
