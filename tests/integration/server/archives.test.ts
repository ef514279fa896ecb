import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_CONFIG } from '../../../server/config.ts';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { makeZip } from '../../../server/samples/make-zip.ts';
import { makeCompoundFile } from '../../fixtures/server/documents/make-compound-file.ts';
import { makeVbaStreams } from '../../fixtures/server/documents/make-vba-streams.ts';
import { makeArchive } from './make-archive.ts';
import { makeTar } from './make-tar.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const unpack = {
  ...DEFAULT_CONFIG.unpack,
  maxMembers: 20,
  maxDepth: 2,
  ratioFloorBytes: 1_000_000,
  maxMemberBytes: 8_000_000,
  maxBytes: 15_000_000,
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
  const limited = async (bytes: Uint8Array, data: { [key: string]: unknown }): Promise<void> => {
    const scan = await server.scanFile(bytes, 'x.zip');
    expect(scan.verbose_verdict).toBeNull();
    expect(scan.evidence).toMatchObject([{ name: 'archive_limit', verdict: null, data }]);
  };
  const toTexts = (count: number): { [name: string]: Uint8Array } =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}.txt`, text]));

  it('of ratio stops a decompression bomb', async () => {
    const members = { 'a.txt': text, 'bomb.bin': Buffer.alloc(5_000_000) };
    const data = { limit: 'ratio', archive: null, members: ['bomb.bin'], count: 1 };
    const scan = await server.scanFile(await makeArchive('zip', members), 'x.zip');
    expect(scan).toMatchObject({
      verbose_verdict: 'SUS',
      root_scan_summary: { sub_verdict: 'Decompression_Bomb' },
    });
    expect(scan.evidence).toMatchObject([
      { name: 'Decompression_Bomb', verdict: 'SUS' },
      { name: 'archive_limit', verdict: null, data },
    ]);
  });

  it('of a member stops one that is too large to hold', async () => {
    const members = { 'a.txt': text, 'big.bin': Buffer.alloc(9_000_000), 'c.txt': text };
    const data = { limit: 'member_size', archive: null, members: ['big.bin', 'c.txt'], count: 2 };
    await limited(await makeArchive('zip', members, ['-mx=0']), data);
  });

  it('of bytes stops what is too much together', async () => {
    const part = randomBytes(6_000_000);
    const data = { limit: 'size', archive: null, members: ['c.bin'], count: 1 };
    await limited(makeZip({ 'a.bin': part, 'b.bin': part, 'c.bin': part }), data);
  });

  it('of members stops an endless list', async () => {
    await limited(makeZip(toTexts(21)), { limit: 'members', members: ['20.txt'], count: 1 });
  });

  it('of members names twenty of what was left out, counts all, and opens nothing more', async () => {
    const bytes = makeZip({ 'in.zip': makeZip(toTexts(45)), 'other.zip': makeZip(toTexts(1)) });
    const { evidence } = await server.scanFile(bytes, 'x.zip');
    // Two archives and eighteen texts are twenty members.
    const members = Array.from({ length: 20 }, (_, at) => `in.zip/${18 + at}.txt`);
    expect(evidence.map(({ data }) => data)).toEqual([
      { limit: 'members', archive: 'in.zip', members, count: 27 },
      { limit: 'members', archive: null, members: ['other.zip'], count: 1 },
    ]);
  });

  it('does not list as left out what was scanned under a tidier name, or twice', async () => {
    const bytes = makeZip({ '../a.txt': text, '/b.txt': text, 'c\n.txt': text, ...toTexts(18) });
    const twice = Buffer.from(bytes.toString('latin1').replaceAll('/b.txt', '../a.txt'.slice(2)), 'latin1');
    await limited(twice, { limit: 'members', members: ['17.txt'], count: 1 });
  });

  it('of time leaves the verdict open and names what was not reached', async () => {
    const hasty = await startTestServer({ unpack: { ...unpack, maxMs: 0 } });
    onTestFinished(hasty.stop);
    const scan = await hasty.scanFile(makeZip({ 'a.txt': text }), 'x.zip');
    expect(scan).toMatchObject({
      verbose_verdict: null,
      evidence: [{ name: 'archive_limit', data: { limit: 'time', count: 1 } }],
    });
    expect(JSON.stringify(scan.evidence[0]?.data.members)).toMatch(/a\.txt|x\.zip/);
  });

  it('of depth names what was left closed', async () => {
    const nested = makeZip({ 'in.zip': makeZip({ 'deep.zip': makeZip({ 'a.txt': text }) }) });
    const scan = await server.scanFile(nested, 'x.zip');
    expect(scan.verbose_verdict).toBeNull();
    expect(scan.evidence).toMatchObject([
      { name: 'archive_limit', data: { limit: 'depth', members: ['in.zip/deep.zip'], count: 1 } },
    ]);
  });
});

describe('a folder', () => {
  const deep = (levels: number): Buffer => makeZip({ [`${'d/'.repeat(levels)}a.txt`]: text });

  it('may lie in a hundred others', async () => {
    expect((await server.scanFile(deep(100), 'x.zip')).verbose_verdict).toBe('CLN');
  });

  it('in too many others stops the archive, in its name', async () => {
    for (const levels of [101, 2_000]) {
      const scan = await server.scanFile(deep(levels), 'x.zip');
      expect(scan.verbose_verdict).toBeNull();
      expect(scan.evidence).toMatchObject([
        { name: 'archive_limit', data: { limit: 'folders', archive: null, count: 1 } },
      ]);
    }
  });

  it('is made only while there is time', async () => {
    const hasty = await startTestServer({ unpack: { ...unpack, maxMs: 0 } });
    onTestFinished(hasty.stop);
    const scan = await hasty.scanFile(await makeArchive('tar', { 'in.zip': deep(2) }), 'x.tar');
    expect(scan.evidence).toMatchObject([{ name: 'archive_limit', data: { limit: 'time' } }]);
  });
});

describe('links in a tar', () => {
  const entry = (
    type: '0' | '1' | '2',
    name: string,
    target: string,
    bytes: Uint8Array = Buffer.alloc(0),
  ) => ({
    type,
    name,
    target,
    bytes,
  });
  const links = [entry('1', 'b', 'a'), entry('2', 'c', 'a'), entry('2', 'd', '/nowhere')];

  it('have no content of their own and leave a harmless one clean', async () => {
    const tar = makeTar([entry('0', 'a', '', text), ...links]);
    expect(await server.scanFile(tar, 'x.tar')).toMatchObject({ verbose_verdict: 'CLN', evidence: [] });
  });

  it('hide nothing that stands between them', async () => {
    const tar = makeTar([entry('0', 'a', '', text), ...links, entry('0', 'e', '', makeEicar()), ...links]);
    expect((await server.scanFile(tar, 'x.tar')).verbose_verdict).toBe('MAL');
  });

  it('that bring content nevertheless leave the verdict open', async () => {
    const tar = makeTar([entry('0', 'a', '', text), entry('1', 'b', 'a', text)]);
    expect(await server.scanFile(tar, 'x.tar')).toMatchObject({
      verbose_verdict: null,
      evidence: [{ name: 'corrupt_archive' }],
    });
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

  it('a macro of an Office document is found in its source', async () => {
    const ole = makeCompoundFile(
      makeVbaStreams({ Module1: 'Sub Document_Open()\nCreateObject("WScript.Shell").Run "calc"\nEnd Sub\n' }),
    );
    const scan = await server.scanFile(
      makeZip({ 'word/document.xml': text, 'word/vbaProject.bin': ole }),
      'a.docm',
    );
    expect(scan.evidence).toMatchObject([
      { name: 'VBA_Starts_Program_When_Opened', data: { member: 'word/vbaProject.bin/VBA/Module1.bas' } },
    ]);
  });
});
