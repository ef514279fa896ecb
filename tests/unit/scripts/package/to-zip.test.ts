import { describe, expect, it } from 'vitest';
import { toZip, type ZipMember } from '../../../../scripts/package/to-zip.ts';

const MEMBERS: readonly ZipMember[] = [
  { path: 'manifest.json', bytes: Buffer.from('{}') },
  { path: 'Zebra.txt', bytes: Buffer.from('striped '.repeat(500)) },
  { path: 'chunks/page.js', bytes: Buffer.from('page()') },
  { path: '.ci/run', bytes: Buffer.from('#!/bin/sh'), isExecutable: true },
  { path: 'chunks/deep/größe.js', bytes: Buffer.from('size()') },
  { path: 'empty', bytes: Buffer.alloc(0) },
];

const CENTRAL = Buffer.from('PK\x01\x02', 'latin1');

describe('toZip', () => {
  it('makes the same bytes of the same files, in whatever order they come', async () => {
    const zip = Buffer.from(await toZip(MEMBERS));
    expect(zip.equals(await toZip(MEMBERS.toReversed()))).toBe(true);
    expect(zip.equals(await toZip(MEMBERS.slice(1)))).toBe(false);
  });

  it('makes the same bytes wherever the clock stands', async () => {
    const zone = process.env.TZ;
    const zip = Buffer.from(await toZip(MEMBERS));
    try {
      for (const other of ['Pacific/Kiritimati', 'America/St_Johns', 'UTC']) {
        process.env.TZ = other;
        expect(zip.equals(await toZip(MEMBERS)), other).toBe(true);
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it('lists each member once, with the one time and with a mode that says only whether it is a program', async () => {
    const entries = readEntries(Buffer.from(await toZip(MEMBERS)));
    expect(entries.map(({ path }) => path).toSorted()).toEqual(MEMBERS.map(({ path }) => path).toSorted());
    expect(new Set(entries.map(({ time }) => time))).toEqual(new Set(['1980-1-1 0:0']));
    expect(entries.find(({ path }) => path === '.ci/run')?.mode).toBe(0o100755);
    expect(entries.find(({ path }) => path === 'manifest.json')?.mode).toBe(0o100644);
    expect(entries.filter(({ extraBytes }) => extraBytes > 0)).toEqual([]);
  });
});

/** Reads the central directory: APPNOTE.TXT, section 4.3.12. */
function readEntries(zip: Buffer) {
  const entries = [];
  for (let at = zip.indexOf(CENTRAL); at >= 0; at = zip.indexOf(CENTRAL, at + 1)) {
    const [time, date] = [zip.readUInt16LE(at + 12), zip.readUInt16LE(at + 14)];
    const path = zip.subarray(at + 46, at + 46 + zip.readUInt16LE(at + 28)).toString();
    const day = `${1980 + (date >> 9)}-${(date >> 5) & 15}-${date & 31}`;
    const mode = zip.readUInt32LE(at + 38) >>> 16;
    entries.push({
      path,
      time: `${day} ${time >> 11}:${(time >> 5) & 63}`,
      mode,
      extraBytes: zip.readUInt16LE(at + 30),
    });
  }
  return entries;
}
