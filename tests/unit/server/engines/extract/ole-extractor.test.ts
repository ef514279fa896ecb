import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { oleExtractor } from '../../../../../server/engines/extract/ole/ole-extractor.ts';
import { makeCompoundFile } from '../../../../fixtures/server/documents/make-compound-file.ts';
import { makeExcelRecords } from '../../../../fixtures/server/documents/make-excel-records.ts';
import { makeOleNative } from '../../../../fixtures/server/documents/make-package.ts';
import { makePowerPointRecord } from '../../../../fixtures/server/documents/make-powerpoint-record.ts';
import { makeVbaStreams } from '../../../../fixtures/server/documents/make-vba-streams.ts';
import { openParts } from './open-parts.ts';

const open = (streams: Parameters<typeof makeCompoundFile>[0]) =>
  openParts(oleExtractor, makeCompoundFile(streams));

describe('an OLE file', () => {
  it('gives each stream, and the file that a package carries under its own name', () => {
    const { parts, unopened } = open({
      WordDocument: 'text',
      'ObjectPool/_1/\x01Ole10Native': makeOleNative('tool.exe', Buffer.from('MZ…')),
      'ObjectPool/_2/CONTENTS': '%PDF-1.7',
      'ObjectPool/_3/Package': 'PK\x03\x04',
    });
    expect([...parts.keys()]).toEqual([
      'WordDocument',
      'ObjectPool/_1/[1]Ole10Native',
      'ObjectPool/_1/[1]Ole10Native/tool.exe',
      'ObjectPool/_2/CONTENTS',
      'ObjectPool/_3/Package',
    ]);
    expect(parts.get('ObjectPool/_1/[1]Ole10Native/tool.exe')).toBe(Buffer.from('MZ…').toString('latin1'));
    expect(unopened).toEqual([]);
  });

  it('gives what a broken package holds all the same', () => {
    const native = makeOleNative('tool.exe', Buffer.from('content'));
    const { parts } = open({
      '\x01Ole10Native': Buffer.concat([native.subarray(0, 4), Buffer.from('content')]),
    });
    expect(parts.get('[1]Ole10Native/native-data')).toBe('content');
  });

  it('gives the source of macros, each module and all together', () => {
    const { parts } = open(makeVbaStreams({ Module1: 'Sub AutoOpen()', Module2: 'Sub Run()' }, 'Macros/'));
    expect(parts.get('Macros/VBA/Module1.bas')).toContain('Sub AutoOpen()');
    expect(parts.get('Macros/VBA/Module2.bas')).toContain('Sub Run()');
    expect(parts.get('Macros/VBA/all-modules.bas')).toMatch(/AutoOpen.*Run/s);
  });

  it('gives the objects of a presentation, packed and plain, in containers', () => {
    const object = makeCompoundFile({ inner: 'x' });
    const size = Buffer.alloc(4);
    const packed = makePowerPointRecord(0x10, 0x1011, Buffer.concat([size, deflateSync(object)]));
    const plain = makePowerPointRecord(0, 0x1011, object);
    const document = makePowerPointRecord(
      0xf,
      0x03e8,
      Buffer.concat([makePowerPointRecord(0, 0x03e9, Buffer.alloc(40)), packed, plain]),
    );
    const { parts, unopened } = open({ 'PowerPoint Document': document });
    expect(parts.get('PowerPoint Document/object-1')).toBe(object.toString('latin1'));
    expect(parts.get('PowerPoint Document/object-2')).toBe(object.toString('latin1'));
    expect(unopened).toEqual([]);
  });

  it('says which object of a presentation is damaged, and gives its beginning', () => {
    const packed = deflateSync(
      Buffer.from(Array.from({ length: 40_000 }, (_, index) => (index * index) % 251)),
    );
    packed.fill(0xff, packed.length >> 1);
    const document = makePowerPointRecord(0x10, 0x1011, Buffer.concat([Buffer.alloc(4), packed]));
    const { parts, unopened } = open({ 'PowerPoint Document': document });
    expect(unopened).toMatchObject([{ reason: 'damaged', members: ['PowerPoint Document/object-1'] }]);
    expect(parts.get('PowerPoint Document/object-1')?.length).toBeGreaterThan(0);
  });

  it('lists sheets of Excel 4 macros, and what starts them', () => {
    const { parts } = open({
      Workbook: makeExcelRecords({ macroSheets: [{ name: 'Makro1', state: 2 }], builtInNames: [1] }),
    });
    expect(parts.get('Workbook/macro-sheets.txt')).toBe(
      'Excel 4.0 macro sheet, very hidden: Makro1\nRuns by itself: Auto_Open\n',
    );
  });
});

describe('an Outlook message', () => {
  const name = Buffer.from('invoice.exe\0', 'utf16le');

  it('gives its attachments by their names, its body, and its properties in one', () => {
    const { parts } = open({
      '__substg1.0_1000001F': Buffer.from('Dear reader', 'utf16le'),
      '__substg1.0_0037001F': Buffer.from('Subject', 'utf16le'),
      '__attach_version1.0_#00000000/__substg1.0_37010102': 'MZ attached',
      '__attach_version1.0_#00000000/__substg1.0_3707001F': name,
      '__attach_version1.0_#00000001/__substg1.0_3701000D/__attach_version1.0_#00000000/__substg1.0_37010102':
        'inner',
      '__attach_version1.0_#00000001/__substg1.0_3701000D/__attach_version1.0_#00000000/__substg1.0_3704001E':
        'a.txt',
    });
    expect(parts.get('__attach_version1.0_#00000000/__substg1.0_37010102/invoice.exe')).toBe('MZ attached');
    expect([...parts].find(([path]) => path.endsWith('/a.txt'))?.[1]).toBe('inner');
    expect(parts.get('__substg1.0_1000001F')).toContain('D\0e\0a\0r');
    expect(parts.get('properties')).toContain('S\0u\0b\0j');
  });

  it('gives its body as RTF', () => {
    // The example of [MS-OXRTFCP] 4.1.1.
    const body = Buffer.from(
      '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
      'hex',
    );
    const { parts } = open({ '__substg1.0_10090102': body });
    expect(parts.get('__substg1.0_10090102/body.rtf')).toBe(
      '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n',
    );
  });
});

describe('an OLE file that cannot be opened whole', () => {
  it.each([
    ['WordDocument', Buffer.from('eca5c10000000000000000010000', 'hex').fill(1, 11, 12)],
    ['Workbook', makeExcelRecords({ isEncrypted: true })],
    ['Current User', Buffer.from(`${'00'.repeat(12)}dfc4d1f3`, 'hex')],
  ])('tells that %s is encrypted', (stream, bytes) => {
    expect(open({ [stream]: bytes }).unopened).toMatchObject([{ reason: 'sealed', members: [stream] }]);
  });

  it('tells of streams that break off', () => {
    const bytes = makeCompoundFile({ first: Buffer.alloc(9_000, 1), second: 'x' });
    const directoryAt = (bytes.readUInt32LE(48) + 1) * 512;
    bytes.writeUInt32LE(90_000, directoryAt + 128 + 120);
    expect(openParts(oleExtractor, bytes).unopened).toMatchObject([
      { reason: 'damaged', members: ['first'] },
    ]);
  });

  it('tells of tables that are no tables', () => {
    const bytes = makeCompoundFile({ first: 'x' });
    bytes.fill(0xff, 512);
    expect(openParts(oleExtractor, bytes).unopened).toMatchObject([{ reason: 'damaged', members: [] }]);
  });
});
