import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../../server/config.ts';
import { scanSample } from '../../../../server/engines/scan-sample.ts';
import type { YaraEngine } from '../../../../server/engines/yara-engine.ts';
import { makeZip } from '../../../../server/samples/make-zip.ts';
import { makeEncryptedPdf } from '../../../fixtures/server/documents/make-encrypted-pdf.ts';
import { makeAgileDocument } from '../../../fixtures/server/documents/make-locked-document.ts';
import { makeArchive } from '../../../integration/server/make-archive.ts';
import { makeRar } from '../../../integration/server/make-rar.ts';

/** Finds nothing, at once: what is opened does not depend on it. */
const engine: YaraEngine = { name: 'none', version: '1', scan: () => [], scanned: () => 0 };

const members = { 'a.txt': Buffer.from('only text') };
const docx = makeZip(members);
// A PDF file behind it is none that a reader would find from the start of the whole.
const FAR = randomBytes(2_000);

async function findUnlocked(bytes: Uint8Array, password: string | null, limits = DEFAULT_CONFIG.unpack) {
  const report = await scanSample({ bytes, name: 'sample', password }, engine, limits);
  return report.unlocked;
}

const none = { paths: [], count: 0 };

describe.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
  ['a zip of ZipCrypto', () => makeArchive('zip', members, ['-psecret'])],
  ['a zip of AES', () => makeArchive('zip', members, ['-psecret', '-mem=AES256'])],
  ['a 7z', () => makeArchive('7z', members, ['-psecret'])],
  ['a 7z with its list of members', () => makeArchive('7z', members, ['-psecret', '-mhe=on'])],
  ['a rar', () => makeRar(members, { password: 'secret' })],
  ['a document', () => makeAgileDocument(docx, 'secret')],
  ['a PDF file', () => makeEncryptedPdf(Buffer.from('only text'), 'secret')],
])('%s', (_what, make) => {
  it('is told as opened with the right password, and with no other', async () => {
    const bytes = await make();
    expect(await findUnlocked(bytes, 'secret')).toEqual({ paths: ['sample'], count: 1 });
    expect(await findUnlocked(bytes, 'other')).toEqual(none);
    expect(await findUnlocked(bytes, null)).toEqual(none);
  });

  it('is told with its path where it is a member', async () => {
    const outer = makeZip({ 'b.bin': FAR, 'inner.bin': await make() });
    expect(await findUnlocked(outer, 'secret')).toEqual({ paths: ['inner.bin'], count: 1 });
  });
});

it.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
  ['a zip without one', () => makeZip(members)],
  ['a PDF file with an empty one', () => makeEncryptedPdf(Buffer.from('only text'), '')],
  ['an encrypted member without contents', () => makeArchive('zip', { a: Buffer.alloc(0) }, ['-psecret'])],
])('%s is opened without the password', async (_what, make) => {
  expect(await findUnlocked(await make(), 'secret')).toEqual(none);
});

it('a document with the password that Excel tries by itself is told, too: clamd does not try it', async () => {
  const bytes = await makeAgileDocument(docx, 'VelvetSweatshop');
  expect(await findUnlocked(bytes, null)).toEqual({ paths: ['sample'], count: 1 });
});

it('of many the first are named, and all are counted', async () => {
  const inner = makeEncryptedPdf(Buffer.from('only text'), 'secret');
  const names = Array.from({ length: 25 }, (_, at) => `${at}.pdf`);
  const outer = makeZip({ 'b.bin': FAR, ...Object.fromEntries(names.map((name) => [name, inner])) });
  const { paths, count } = await findUnlocked(outer, 'secret');
  expect(paths).toEqual(names.slice(0, 20));
  expect(count).toBe(25);
});

it.each([
  ['zip', ['-mem=AES256']],
  ['zip', []],
  ['7z', []],
] as const)('of a %s with %j, what a limit kept back is not told as opened', async (format, how) => {
  const two = { ...members, 'b.txt': FAR };
  const bytes = await makeArchive(format, two, ['-psecret', ...how]);
  expect(await findUnlocked(bytes, 'other', { ...DEFAULT_CONFIG.unpack, maxMembers: 0 })).toEqual(none);
});
