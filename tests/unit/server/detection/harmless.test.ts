import { generateKeyPairSync } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../../server/config.ts';
import { readRuleSet } from '../../../../server/engines/rule-set.ts';
import { scanSample } from '../../../../server/engines/scan-sample.ts';
import { toOutcome } from '../../../../server/engines/to-outcome.ts';
import { createYaraEngine, type YaraEngine } from '../../../../server/engines/yara-engine.ts';
import { makeZip } from '../../../../server/samples/make-zip.ts';
import { makeCompressedData, makeSignedData } from '../../../fixtures/server/documents/make-cms.ts';
import {
  makeAgileDocument,
  makeStandardDocument,
} from '../../../fixtures/server/documents/make-locked-document.ts';
import { makePackedRtf } from '../../../fixtures/server/documents/make-packed-rtf.ts';
import { makeTnef } from '../../../fixtures/server/documents/make-tnef.ts';
import { makeMail, makeMultipart, toAttachment, toBase64Lines, toEntity, toMultipart } from './make-mail.ts';

const LETTER = { headers: ['Content-Type: text/plain'], body: 'See you on Monday.\r\n' };
const DOCUMENT = makeZip({
  '[Content_Types].xml': Buffer.from('<?xml version="1.0"?><Types/>'),
  'word/document.xml': Buffer.from('<?xml version="1.0"?><w:document/>'),
});
const WINMAIL = makeTnef(
  [{ title: 'PLAN.TXT', content: Buffer.from('Monday: rest'), longName: 'plan.txt' }],
  makePackedRtf('{\\rtf1 See you on Monday.}'),
);

const smime = (message: Uint8Array): Buffer =>
  makeMail({
    headers: ['Content-Type: application/pkcs7-mime', 'Content-Transfer-Encoding: base64'],
    body: toBase64Lines(message),
  });
const pem = (what: string, bytes: Uint8Array): Buffer =>
  Buffer.from(`-----BEGIN ${what}-----\n${toBase64Lines(bytes)}\n-----END ${what}-----\n`);
const makeKey = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' });

const HARMLESS: Record<string, () => Uint8Array> = {
  'a document under its password': () => makeAgileDocument(DOCUMENT, 'secret'),
  'a document of Office 2007 under its password': () => makeStandardDocument(DOCUMENT, 'secret'),
  'a document that is only kept from changes': () => makeAgileDocument(DOCUMENT, 'VelvetSweatshop'),
  'a mail with a signature beside it': () =>
    makeMail(toMultipart([LETTER, toAttachment(makeSignedData(null), 'smime.p7s')], 's', 'signed')),
  'a mail inside its signature': () => smime(makeSignedData(toEntity(LETTER), { isStreamed: true })),
  'a packed mail': () => smime(makeCompressedData(deflateSync(toEntity(LETTER)))),
  'a chain of certificates': () => pem('PKCS7', makeSignedData(null)),
  'a key in DER': makeKey,
  'a key between lines of dashes': () => pem('PRIVATE KEY', makeKey()),
  'a winmail.dat': () => WINMAIL,
  'a mail with a winmail.dat': () => makeMultipart([LETTER, toAttachment(WINMAIL, 'winmail.dat')]),
};

let engine: YaraEngine;
beforeAll(() => {
  engine = createYaraEngine(readRuleSet([]));
});

it.each(Object.entries(HARMLESS))('%s is clean', async (_what, make) => {
  const sample = { bytes: make(), name: 'sample', password: 'secret' };
  const report = await scanSample(sample, engine, DEFAULT_CONFIG.unpack);
  expect(toOutcome([report], 0)).toMatchObject({ verdict: 'CLN', evidence: [] });
});
