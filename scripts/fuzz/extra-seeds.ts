import { makeEicar } from '../../server/samples/make-eicar.ts';
import { makePdf } from '../../server/samples/make-pdf.ts';
import { makeArchive } from '../../tests/integration/server/make-archive.ts';
import { makeRar } from '../../tests/integration/server/make-rar.ts';
import { makeTar } from '../../tests/integration/server/make-tar.ts';
import type { Seed } from './list-formats.ts';

const PASSWORD = 'SECRET';

/** Something that each method of packing finds work in. */
const toMembers = (): { [name: string]: Uint8Array } => ({
  'eicar.com': makeEicar(),
  'text.txt': Buffer.from('one line of text after another\n'.repeat(200)),
  'numbers.bin': Buffer.from(Array.from({ length: 3_000 }, (_, at) => (at * at) & 255)),
});

const packed = (type: string, ...options: string[]): Seed => ({
  make: () => makeArchive(type, toMembers(), options),
  password: options.some((option) => option.startsWith('-p')) ? PASSWORD : null,
});

const toEntry = (type: '0' | '1' | '2', name: string, target: string, bytes: Uint8Array) => ({
  type,
  name,
  target,
  bytes,
});

/** More files of the formats that archives usually have, by the ways of packing that 7-Zip knows. */
export const EXTRA_SEEDS: Readonly<Record<string, readonly Seed[]>> = {
  zip: [
    packed('zip'),
    packed('zip', '-mm=Deflate64'),
    packed('zip', '-mm=BZip2'),
    packed('zip', '-mm=LZMA'),
    packed('zip', '-mm=PPMd'),
    packed('zip', `-p${PASSWORD}`),
    packed('zip', `-p${PASSWORD}`, '-mem=AES256'),
  ],
  '7z': [
    packed('7z'),
    packed('7z', '-m0=PPMd'),
    packed('7z', '-m0=BZip2'),
    packed('7z', '-m0=Deflate'),
    packed('7z', '-m0=BCJ', '-m1=LZMA'),
    packed('7z', '-m0=Delta', '-m1=LZMA2'),
    packed('7z', '-m0=Copy'),
    packed('7z', `-p${PASSWORD}`, '-mhe=on'),
  ],
  rar: [
    { make: () => makeRar(toMembers(), { password: null }), password: null },
    { make: () => makeRar(toMembers(), { password: PASSWORD }), password: PASSWORD },
    { make: () => makeRar(toMembers(), { password: PASSWORD, header: true }), password: PASSWORD },
  ],
  tar: [
    packed('tar'),
    {
      make: () =>
        makeTar([
          toEntry('0', 'a', '', makeEicar()),
          toEntry('1', 'b', 'a', Buffer.alloc(0)),
          toEntry('2', 'c', '/nowhere', Buffer.alloc(0)),
        ]),
      password: null,
    },
  ],
  wim: [packed('wim')],
  PDF: [{ make: () => makePdf('A page of text.'), password: null }],
};
