import { deflateSync } from 'node:zlib';
import { makeEicar } from '../../../../server/samples/make-eicar.ts';
import { makeZip } from '../../../../server/samples/make-zip.ts';
import {
  makeCompressedData,
  makeEnvelopedData,
  makeSignedData,
} from '../../../fixtures/server/documents/make-cms.ts';
import { makePackedRtf } from '../../../fixtures/server/documents/make-packed-rtf.ts';
import { makeTnef } from '../../../fixtures/server/documents/make-tnef.ts';
import { type DetectionCase, MARKER, toCases } from './detection-case.ts';
import { makeMail, makeMultipart, toAttachment, toBase64Lines, toEntity, toMultipart } from './make-mail.ts';

const TEXT = { headers: ['Content-Type: text/plain'], body: 'See the attachment.\r\n' };
const eicar = () => toAttachment(makeEicar(), 'eicar.com');

/** Letters as escapes, so that the mail as it is does not hold the text. */
const quoted = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => `=${byte.toString(16).toUpperCase()}`)
    .join('')
    .replace(/.{72}/g, '$&=\r\n');

/** A mail that is one S/MIME message (RFC 8551, 3.2). */
const smime = (message: Uint8Array): Buffer =>
  makeMail({
    headers: ['Content-Type: application/pkcs7-mime; name="smime.p7m"', 'Content-Transfer-Encoding: base64'],
    body: toBase64Lines(message),
  });

/** What is signed: a part of a mail without the headers of a whole one. */
const signedPart = (): Buffer => toEntity(toMultipart([TEXT, eicar()], 'signed'));

const winmail = (bytes: Uint8Array): Buffer => makeMultipart([TEXT, toAttachment(bytes, 'winmail.dat')]);

export const MAIL_CASES: readonly DetectionCase[] = [
  ...toCases('mail', 'scanned', {
    'attachments in base64': () => makeMultipart([TEXT, eicar()]),
    'attachments in quoted-printable': () =>
      makeMultipart([
        {
          headers: ['Content-Type: text/x', 'Content-Transfer-Encoding: quoted-printable'],
          body: quoted(`${makeEicar()}`),
        },
      ]),
    'attachments in 8bit and binary': () =>
      makeMultipart([{ headers: ['Content-Transfer-Encoding: 8bit'], body: makeEicar() }]),
    'bodies in base64': () =>
      makeMail({ headers: ['Content-Transfer-Encoding: base64'], body: toBase64Lines(makeEicar()) }),
    'bodies in quoted-printable': () =>
      makeMail({ headers: ['Content-Transfer-Encoding: quoted-printable'], body: quoted(MARKER) }),
    'parts inside parts': () =>
      makeMultipart([TEXT, toMultipart([TEXT, toMultipart([eicar()], 'inner')], 'middle', 'related')]),
    'messages inside messages': () =>
      makeMultipart([{ headers: ['Content-Type: message/rfc822'], body: makeMultipart([TEXT, eicar()]) }]),
    'messages in base64': () =>
      makeMultipart([
        {
          headers: ['Content-Type: message/rfc822', 'Content-Transfer-Encoding: base64'],
          body: toBase64Lines(makeMultipart([TEXT, eicar()])),
        },
      ]),
    digests: () =>
      makeMail(toMultipart([{ headers: [], body: makeMultipart([TEXT, eicar()]) }], 'd', 'digest')),
    'archives attached': () =>
      makeMultipart([TEXT, toAttachment(makeZip({ 'eicar.com': makeEicar() }), 'a.zip')]),
    'parts without a closing boundary': () =>
      makeMultipart([TEXT, eicar()]).subarray(0, -'--frontier--\r\n'.length),
    'parts behind the closing boundary': () =>
      Buffer.concat([makeMultipart([TEXT]), Buffer.from('--frontier\r\n'), toEntity(eicar())]),
    'boundaries that the header does not name': () =>
      Buffer.from(
        makeMultipart([TEXT, eicar()]).toString().replace('boundary="frontier"', 'boundary="other"'),
      ),
    'parts of a mail without a type': () =>
      Buffer.from(
        makeMultipart([TEXT, eicar()])
          .toString()
          .replace(/Content-Type: multipart.*\r\n/, ''),
      ),
    'two encodings of one part': () =>
      makeMultipart([
        {
          headers: ['Content-Transfer-Encoding: 7bit', 'Content-Transfer-Encoding: base64'],
          body: toBase64Lines(makeEicar()),
        },
      ]),
    'uuencoded files in bodies': () =>
      makeMail({ headers: [], body: `Hello,\n${toUuencode(makeEicar(), 'eicar.com')}` }),
  }),
  ...toCases('S/MIME', 'scanned', {
    'mail with a signature beside it': () =>
      makeMail(
        toMultipart(
          [eicar(), toAttachment(makeSignedData(null), 'smime.p7s')],
          's',
          'signed; protocol="application/pkcs7-signature"',
        ),
      ),
    'mail inside its signature': () => smime(makeSignedData(signedPart())),
    'mail inside its signature in pieces': () => smime(makeSignedData(signedPart(), { isStreamed: true })),
    'signatures inside signatures': () => smime(makeSignedData(smime(makeSignedData(signedPart())))),
    'packed mail': () => smime(makeCompressedData(deflateSync(signedPart()))),
    'signed files (p7m), also between `BEGIN` and `END`': () =>
      Buffer.from(
        `-----BEGIN PKCS7-----\n${toBase64Lines(makeSignedData(makeEicar()))}\n-----END PKCS7-----\n`,
      ),
  }),
  ...toCases('S/MIME', 'listed only', {
    'encrypted mail': () => smime(makeEnvelopedData()),
    'damaged messages': () => smime(makeSignedData(signedPart()).subarray(0, 100)),
  }),
  ...toCases('TNEF (`winmail.dat`)', 'scanned', {
    attachments: () => winmail(makeTnef([{ title: 'A.COM', content: makeEicar(), longName: 'a.com' }])),
    'archives attached': () =>
      winmail(makeTnef([{ title: 'A.ZIP', content: makeZip({ 'eicar.com': makeEicar() }) }])),
    'messages attached': () =>
      winmail(
        makeTnef([
          { title: 'Mail', message: makeTnef([{ title: 'A.ZIP', content: makeZip({ a: makeEicar() }) }]) },
        ]),
      ),
    'bodies in packed RTF': () => winmail(makeTnef([], makePackedRtf(`{\\rtf1 ${MARKER}}`))),
  }),
  ...toCases('TNEF (`winmail.dat`)', 'listed only', {
    'files that break off': () =>
      winmail(makeTnef([{ title: 'A', content: Buffer.alloc(500) }]).subarray(0, 400)),
  }),
  ...toCases('mail', 'listed only', {
    'parts encrypted with OpenPGP': () =>
      makeMail(
        toMultipart(
          [{ headers: ['Content-Type: application/pgp-encrypted'], body: 'Version: 1' }],
          'p',
          'encrypted',
        ),
      ),
  }),
  ...toCases('mail', 'not seen', {
    'files whose pieces are in several mails (`message/partial`)': () =>
      makeMail({
        headers: ['Content-Type: message/partial; id="a@example.org"; number=2; total=2'],
        body: `Content-Transfer-Encoding: base64\r\n\r\n${toBase64Lines(makeEicar()).slice(40)}`,
      }),
  }),
  ...toCases('mbox', 'scanned', {
    'each mail': () =>
      Buffer.concat(
        [makeMultipart([TEXT]), makeMultipart([TEXT, eicar()])].flatMap((mail) => [
          Buffer.from('From ann@example.org Sat Nov 28 10:00:00 2026\n'),
          mail,
          Buffer.from('\n\n'),
        ]),
      ),
  }),
  ...toCases('MHTML', 'scanned', {
    'each part': () =>
      Buffer.concat([
        Buffer.from('From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/\r\n'),
        toEntity({
          ...toMultipart(
            [
              {
                headers: ['Content-Type: text/html', 'Content-Transfer-Encoding: base64'],
                body: toBase64Lines(Buffer.from(`<p>${MARKER}`)),
              },
            ],
            'page',
            'related',
          ),
        }),
      ]),
  }),
];

/** As uuencode(1) of POSIX writes it. */
export function toUuencode(bytes: Uint8Array, name: string): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 45) {
    const line = bytes.subarray(at, at + 45);
    lines.push(toDigit(line.length) + toDigits(line));
  }
  return `begin 644 ${name}\n${lines.join('\n')}\n\`\nend\n`;
}

function toDigits(line: Uint8Array): string {
  let digits = '';
  for (let at = 0; at < line.length; at += 3) {
    const bits = ((line[at] ?? 0) << 16) | ((line[at + 1] ?? 0) << 8) | (line[at + 2] ?? 0);
    digits += [18, 12, 6, 0].map((shift) => toDigit((bits >> shift) & 63)).join('');
  }
  return digits;
}

function toDigit(value: number): string {
  return value === 0 ? '`' : String.fromCharCode(32 + value);
}
