import { describe, expect, it } from 'vitest';
import { openCompoundFile } from '../../../../../server/engines/extract/ole/compound-file.ts';
import { makeCompoundFile } from '../../../../fixtures/server/documents/make-compound-file.ts';

const LONG = Buffer.from('long '.repeat(2_000));
const SHORT = Buffer.from('short '.repeat(30));

function read(bytes: Buffer) {
  const file = openCompoundFile(bytes);
  const streams = file?.streams.map((stream) => {
    const { bytes: content, whole } = stream.read();
    return { path: stream.path.join('/'), text: content.toString('latin1'), whole };
  });
  return { whole: file?.whole, streams };
}

/** A file of two streams and the places of its tables. */
function makeFile() {
  const bytes = makeCompoundFile({ long: LONG, 'folder/short': SHORT });
  const sectorAt = (sector: number): number => (sector + 1) * 512;
  return {
    bytes,
    directoryAt: sectorAt(bytes.readUInt32LE(48)),
    fatAt: sectorAt(bytes.readUInt32LE(76)),
  };
}

describe('a compound file', () => {
  it('gives streams of the file and of the mini stream by their paths', () => {
    expect(read(makeFile().bytes)).toEqual({
      whole: true,
      streams: [
        { path: 'long', text: LONG.toString(), whole: true },
        { path: 'folder/short', text: SHORT.toString(), whole: true },
      ],
    });
  });

  it('is put together from sectors that lie in any order', () => {
    const { bytes, directoryAt, fatAt } = makeFile();
    // The first two sectors of the long stream change places.
    const [first, second, third] = [512, 1024, 1536].map((at) => Buffer.from(bytes.subarray(at, at + 512)));
    second?.copy(bytes, 512);
    first?.copy(bytes, 1024);
    bytes.writeUInt32LE(1, directoryAt + 128 + 116);
    bytes.writeUInt32LE(0, fatAt + 4);
    bytes.writeUInt32LE(2, fatAt);
    expect(third).toHaveLength(512);
    expect(read(bytes).streams?.[0]).toEqual({ path: 'long', text: LONG.toString(), whole: true });
  });

  it('is null without its signature and with impossible sectors', () => {
    const { bytes } = makeFile();
    bytes.writeUInt16LE(40, 30);
    expect(openCompoundFile(bytes)).toBeNull();
    expect(openCompoundFile(Buffer.alloc(600))).toBeNull();
    expect(openCompoundFile(makeFile().bytes.subarray(0, 100))).toBeNull();
  });
});

describe('a hostile compound file', () => {
  it('whose chain runs in a circle gives no more than the stream claims', () => {
    const { bytes, fatAt, directoryAt } = makeFile();
    bytes.writeUInt32LE(0, fatAt);
    bytes.writeUInt32LE(0xffff_fff0, directoryAt + 128 + 120);
    const stream = read(bytes).streams?.[0];
    expect(stream?.whole).toBe(false);
    expect(stream?.text.length).toBeLessThanOrEqual(bytes.length);
  });

  it.each([0xffff_fffe, 0xffff_ffff, 0x8000_0000, 0x00ff_ffff])(
    'whose stream begins at sector %i',
    (sector) => {
      const { bytes, directoryAt } = makeFile();
      bytes.writeUInt32LE(sector, directoryAt + 128 + 116);
      expect(read(bytes).streams?.[0]).toEqual({ path: 'long', text: '', whole: false });
    },
  );

  it('whose tree runs in a circle still gives each stream once', () => {
    const { bytes, directoryAt } = makeFile();
    // The first entry's right sibling is itself, so that the folder hangs in no tree.
    bytes.writeUInt32LE(1, directoryAt + 128 + 72);
    const { whole, streams } = read(bytes);
    expect(whole).toBe(false);
    expect(streams?.map(({ path }) => path)).toEqual(['long', 'short']);
  });

  it('whose DIFAT runs in a circle ends', () => {
    const { bytes } = makeFile();
    bytes.writeUInt32LE(0, 68);
    for (let at = 512; at < 1024; at += 4) bytes.writeUInt32LE(0, at);
    expect(read(bytes).streams?.length).toBeGreaterThan(0);
  });

  it('that is cut short says so, and gives what is there', () => {
    const { bytes, directoryAt } = makeFile();
    const cut = Buffer.concat([bytes.subarray(0, 512), bytes.subarray(directoryAt - 512)]);
    cut.writeUInt32LE(1, 48);
    expect(read(cut).streams?.every(({ whole }) => whole)).not.toBe(true);
  });
});
