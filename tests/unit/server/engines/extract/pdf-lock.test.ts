import { describe, expect, it } from 'vitest';
import { rc4 } from '../../../../../server/engines/extract/pdf/lock/rc4.ts';
import { pdfExtractor } from '../../../../../server/engines/extract/pdf/pdf-extractor.ts';
import { makePdfFile } from '../../../../fixtures/server/documents/make-pdf-file.ts';
import { openParts } from './open-parts.ts';

/** The texts "secret script" (object 1) and "secret stream" (object 2) as qpdf 11.3 encrypted them, in hex. */
type Answer = {
  what: string;
  encrypt: string;
  script: string;
  stream: string;
  user: string;
};

const CRYPT_FILTER = (method: string): string =>
  `/CF << /StdCF << /CFM /${method} >> >> /StmF /StdCF /StrF /StdCF`;
const SHORT_OWNER = '0ba3835f88f90388e74e54584125ce142be0de24c6b0d37746e075b891756671';

const ANSWERS: readonly Answer[] = [
  {
    what: 'RC4 of 40 bits',
    user: '',
    encrypt: [
      '/V 1 /R 2 /Length 40',
      '/O <c92422687facee686e373f10b5c7d04738053152f7e2ee30e11c69ec442576ab>',
      '/U <b3d9fa366906ef42f354c6deb74c59075eaf334eb7c04356ba0d7f3dd8b51d0a>',
    ].join(' '),
    script: 'dc7662934c4725b97c87553912',
    stream: 'c9cbd5553118a416be22dbd33c',
  },
  {
    what: 'RC4 of 128 bits',
    user: 'user',
    encrypt: [
      '/V 2 /R 3 /Length 128',
      `/O <${SHORT_OWNER}>`,
      '/U <763f954d16622015ee88b60b3eb8f7590122456a91bae5134273a6db134c87c4>',
    ].join(' '),
    script: 'cc85654b1ac84848296338b17a',
    stream: '88c4e57d67e558e76de1e8b27e',
  },
  {
    what: 'AES of 128 bits',
    user: 'user',
    encrypt: [
      '/V 4 /R 4 /Length 128',
      CRYPT_FILTER('AESV2'),
      `/O <${SHORT_OWNER}>`,
      '/U <763f954d16622015ee88b60b3eb8f7590122456a91bae5134273a6db134c87c4>',
    ].join(' '),
    script: '4980bf41b0e88f00ccda5cc6400b7623df1cd7b4de2e17f1aa52f5ec91cdf967',
    stream: '83fc912c2b312a15522afefcd300106ade1e658a433678a227ca8517ff518e33',
  },
  {
    what: 'AES of 256 bits, as Acrobat 9 has it',
    user: 'user',
    encrypt: [
      '/V 5 /R 5 /Length 256',
      CRYPT_FILTER('AESV3'),
      '/O <afb7d69d70f527461e26078aa3f6ab9ccf4ce2ed80720bab613902975c67ce166503640b29c35b0742c251b99bb2cab7>',
      '/U <74bf298120a831ed1aea2be53c9e7b114c4c682734ced7b884622f24c120ceda929920cac08b6e5fa6a737eb0383e070>',
      '/OE <932efdad4b3102e79b25d12f2dab4dcde91448fd75605f692d905a70f0d5d370>',
      '/UE <1e766e5b4e2a53678d6f030206113b337c465a4f37506f8dfe21c3460307da3a>',
    ].join(' '),
    script: '0f5c94fef24e8e7a691b2fa09919e5ba51bb6bca998b8911c776ca0156e252a5',
    stream: 'fbed2f5a65bf49340ccb509e46d41f90d0db0ef8d2a9b6d9a18eabceaeb56e1b',
  },
  {
    what: 'AES of 256 bits',
    user: 'user',
    encrypt: [
      '/V 5 /R 6 /Length 256',
      CRYPT_FILTER('AESV3'),
      '/O <b43f8be26efbb9bec95380990b9c829829c11974d08de362b825482a82a02a10eefb8a29bdb95083168c67c59e18d77b>',
      '/U <076f1d85a24e5734c79963c743d228714d7c66435bef1017bb43d6444202e0638bac3c7848dabce17bd4f427b7b316b7>',
      '/OE <de9eb788f0434dbfa480fc6750c73cd91028d851283ef5b201878fa912dbf4b5>',
      '/UE <d9e7f8648e02a5fb104c8a282bbead424731864773511fb16cca4500203e43cf>',
    ].join(' '),
    script: 'b53a0d0c2b3c4a9f2cde6dcfcd1d7e809d32bf57a5bfc60d52e57ed77a523745',
    stream: 'f2f6fddd60c8735b087e6c08d64872ed408bc5d29921082865ed033e5fba50e2',
  },
];

const FILE_ID = '<31415926535897932384626433832795>';

function open({ encrypt, script, stream }: Answer, password: string | null) {
  const file = makePdfFile(
    {
      1: `<< /OpenAction << /S /JavaScript /JS <${script}> >> >>`,
      2: { dictionary: '/X 1', stream: Buffer.from(stream, 'hex') },
      5: `<< /Filter /Standard /P -4 ${encrypt} >>`,
    },
    `/Encrypt 5 0 R /ID [${FILE_ID} ${FILE_ID}]`,
  );
  return openParts(pdfExtractor, file, { password });
}

describe.each(ANSWERS)('a PDF under $what', (answer) => {
  it.each([
    ["the user's", answer.user],
    ["the owner's", 'owner'],
  ])('is opened by %s password', (_, password) => {
    const { parts, unopened } = open(answer, password);
    expect(unopened).toEqual([]);
    expect(parts.get('object-2')).toBe('secret stream');
    expect(parts.get('script-1.js')).toBe('secret script\n');
    expect(parts.get('pdf-objects.txt')).toContain('/JS (secret script)');
  });

  it('is told as encrypted where nothing opens it', () => {
    if (answer.user === '') expect(open(answer, null).unopened).toEqual([]);
    else expect(open(answer, null).unopened).toMatchObject([{ reason: 'encrypted' }]);
  });

  it('is told as encrypted under a wrong password', () => {
    const wrong = { ...answer, encrypt: answer.encrypt.replace(/\/U <../, '/U <00') };
    expect(open(wrong, 'wrong')).toMatchObject({ parts: new Map(), unopened: [{ reason: 'encrypted' }] });
  });
});

it('a PDF under another handler is told as encrypted', () => {
  const file = makePdfFile({ 1: '<< >>', 5: '<< /Filter /Adobe.PubSec /V 4 >>' }, '/Encrypt 5 0 R');
  expect(openParts(pdfExtractor, file).unopened).toMatchObject([{ reason: 'encrypted' }]);
});

it('RC4 gives the keystream of RFC 6229', () => {
  expect(rc4(Buffer.from('0102030405', 'hex'), Buffer.alloc(16)).toString('hex')).toBe(
    'b2396305f03dc027ccc3524a0a1118a8',
  );
});
