import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../server/config.ts';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { makeZip } from '../../../server/samples/make-zip.ts';
import { makeArchive } from './make-archive.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const unpack = {
  ...DEFAULT_CONFIG.unpack,
  maxMembers: 20,
  maxDepth: 2,
  ratioFloorBytes: 1_000_000,
  maxMemberBytes: 8_000_000,
};
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ unpack });
});
afterAll(() => server.stop());

const text = Buffer.from('only text\n'.repeat(50));

describe('an infected archive', () => {
  it.each(['zip', '7z', 'tar'])('of type %s is malicious and names the member', async (type) => {
    const bytes = await makeArchive(type, { 'a.txt': text, 'eicar.com': makeEicar() });
    const scan = await server.scanFile(bytes, `x.${type}`);
    expect(scan.verbose_verdict).toBe('MAL');
    expect(scan.evidence).toMatchObject([{ name: 'EICAR_Test_File', data: { member: 'eicar.com' } }]);
  });

  it('inside another one is malicious and names both', async () => {
    const inner = await makeArchive('tar', { 'eicar.com': makeEicar() });
    const scan = await server.scanFile(gzipSync(inner), 'x.tar.gz');
    expect(scan.evidence[0]?.data.member).toBe('x.tar/eicar.com');
    expect(scan.verbose_verdict).toBe('MAL');
  });

  it('is not hidden by two members of one name', async () => {
    const zip = makeZip({ 'a.com': makeEicar(), 'b.com': text });
    const renamed = Buffer.from(zip.toString('latin1').replaceAll('b.com', 'a.com'), 'latin1');
    expect((await server.scanFile(renamed, 'x.zip')).verbose_verdict).toBe('MAL');
  });
});

describe('a password', () => {
  it('leaves the verdict open and names the members', async () => {
    const zip = await makeArchive('zip', { 'a.txt': text, 'b.txt': text }, ['-pSECRET']);
    const scan = await server.scanFile(zip, 'x.zip');
    expect(scan).toMatchObject({ verbose_verdict: null, confidence: null, scan_engines: [] });
    expect(scan.evidence).toMatchObject([
      {
        name: 'encrypted',
        category: 'not_scanned',
        verdict: null,
        data: { members: ['a.txt', 'b.txt'], count: 2 },
      },
    ]);
  });

  it('on the list of members leaves the verdict open', async () => {
    const packed = await makeArchive('7z', { 'a.txt': text }, ['-pSECRET', '-mhe=on']);
    const scan = await server.scanFile(packed, 'x.7z');
    expect(scan.verbose_verdict).toBeNull();
    expect(scan.evidence).toMatchObject([{ name: 'encrypted', data: { archive: null } }]);
  });

  it('does not outweigh something malicious beside it', async () => {
    const locked = await makeArchive('zip', { 'a.txt': text }, ['-pSECRET']);
    const scan = await server.scanFile(makeZip({ 'locked.zip': locked, 'eicar.com': makeEicar() }), 'x.zip');
    expect(scan.verbose_verdict).toBe('MAL');
    expect(scan.evidence.map(({ name }) => name).toSorted()).toEqual(['EICAR_Test_File', 'encrypted']);
  });
});

describe('a limit', () => {
  const limited = async (bytes: Uint8Array, limit: string): Promise<void> => {
    const scan = await server.scanFile(bytes, 'x.zip');
    expect(scan.verbose_verdict).toBeNull();
    expect(scan.evidence).toMatchObject([{ name: 'archive_limit', verdict: null, data: { limit } }]);
  };

  it('of ratio stops a decompression bomb', async () => {
    await limited(await makeArchive('zip', { 'bomb.bin': Buffer.alloc(5_000_000) }), 'ratio');
  });

  it('of a member stops one that is too large to hold', async () => {
    await limited(await makeArchive('zip', { 'big.bin': Buffer.alloc(9_000_000) }, ['-mx=0']), 'member_size');
  });

  it('of members stops an endless list', async () => {
    await limited(
      makeZip(Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`${n}.txt`, text]))),
      'members',
    );
  });

  it('of depth names what was left closed', async () => {
    const nested = makeZip({ 'in.zip': makeZip({ 'deep.zip': makeZip({ 'a.txt': text }) }) });
    const scan = await server.scanFile(nested, 'x.zip');
    expect(scan.verbose_verdict).toBeNull();
    expect(scan.evidence).toMatchObject([
      { name: 'archive_limit', data: { limit: 'depth', archive: 'in.zip/deep.zip' } },
    ]);
  });
});

describe('a damaged archive', () => {
  const sound = (): Promise<Uint8Array> => makeArchive('zip', { 'a.txt': text, 'b.pdf': makePdf('x') });

  it.each([
    ['cut short', (bytes: Uint8Array) => bytes.slice(0, bytes.length / 2)],
    ['only a beginning', (bytes: Uint8Array) => bytes.slice(0, 8)],
    [
      'with a false checksum',
      (bytes: Uint8Array) => bytes.map((byte, at) => (at > 38 && at < 60 ? byte ^ 255 : byte)),
    ],
    ['of noise', (bytes: Uint8Array) => bytes.map((byte, at) => (at > 4 ? (at * 37) & 255 : byte))],
  ])('%s ends with evidence and without a verdict', async (_what, damage) => {
    const scan = await server.scanFile(damage(await sound()), 'x.zip');
    expect(scan.verbose_verdict).toBeNull();
    expect(scan.evidence).toMatchObject([
      { name: 'corrupt_archive', category: 'not_scanned', verdict: null },
    ]);
  });
});

describe('what is an archive only by construction', () => {
  it('a document is told as one and is clean', async () => {
    const docx = await makeArchive('zip', { '[Content_Types].xml': text, 'document.xml': text });
    const named = makeZip({
      '[Content_Types].xml': text,
      'word/document.xml': text,
      'word/media/a.png': text,
    });
    expect((await server.scanFile(docx, 'a.docx')).verbose_verdict).toBe('CLN');
    expect(await server.scanFile(named, 'a.docx')).toMatchObject({
      verbose_verdict: 'CLN',
      sample_file_type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    });
  });

  it('an empty archive is clean', async () => {
    expect((await server.scanFile(makeZip({}), 'x.zip')).verbose_verdict).toBe('CLN');
  });

  it('a macro of an Office document is found in its member', async () => {
    const ole = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from('_VBA_PROJECT', 'utf16le'),
      Buffer.from(' Sub Document_Open() CreateObject("WScript.Shell") '),
    ]);
    const scan = await server.scanFile(
      makeZip({ 'word/document.xml': text, 'word/vbaProject.bin': ole }),
      'a.docm',
    );
    expect(scan.evidence).toMatchObject([
      { name: 'Office_Macro_Starts_Program', data: { member: 'word/vbaProject.bin' } },
    ]);
  });
});
