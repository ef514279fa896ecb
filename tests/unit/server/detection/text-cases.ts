import { makeEicar } from '../../../../server/samples/make-eicar.ts';
import { type DetectionCase, toCases } from './detection-case.ts';
import { toUuencode } from './mail-cases.ts';
import { makeBinhex } from './make-binhex.ts';
import { toBase64Lines } from './make-mail.ts';

const text = (make: () => string) => (): Buffer => Buffer.from(make(), 'latin1');

export const TEXT_CASES: readonly DetectionCase[] = [
  ...toCases('uuencode', 'scanned', {
    'each file': text(() => `Text before.\n${toUuencode(makeEicar(), 'eicar.com')}Text behind.\n`),
    'files in base64 (`uuencode -m`)': text(
      () => `begin-base64 644 eicar.com\n${toBase64Lines(makeEicar())}\n====\n`,
    ),
  }),
  ...toCases('yEnc', 'scanned', {
    'each file': text(
      () => `=ybegin line=128 size=68 name=eicar.com\r\n${toYenc(makeEicar())}\r\n=yend size=68\r\n`,
    ),
  }),
  ...toCases('BinHex 4.0', 'scanned', { 'both forks': text(() => makeBinhex(makeEicar(), 'eicar.com')) }),
  ...toCases('BinHex 4.0', 'listed only', {
    'files with a wrong checksum': text(() => makeBinhex(Buffer.from('harmless'), 'a.txt', 1)),
  }),
  ...toCases('base64', 'scanned', {
    'the whole text': text(() => toBase64Lines(makeEicar())),
    'texts between `BEGIN` and `END` (`certutil -encode`)': text(
      () => `-----BEGIN CERTIFICATE-----\r\n${toBase64Lines(makeEicar())}\r\n-----END CERTIFICATE-----\r\n`,
    ),
  }),
  ...toCases('OpenPGP', 'listed only', {
    'messages in ASCII': text(
      () => '-----BEGIN PGP MESSAGE-----\n\nhQEMA0000000\n-----END PGP MESSAGE-----\n',
    ),
  }),
];

function toYenc(bytes: Uint8Array): string {
  return [...bytes]
    .map((byte) => (byte + 42) & 255)
    .map((byte) =>
      [0, 10, 13, 61].includes(byte)
        ? `=${String.fromCharCode((byte + 64) & 255)}`
        : String.fromCharCode(byte),
    )
    .join('');
}
