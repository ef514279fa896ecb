import { detectFileType } from '../../file-type.ts';
import type { Extractor } from '../extractor.ts';
import { decodeBase64 } from './decode-base64.ts';
import { isPlainText } from './is-plain-text.ts';
import { toBuffer } from './to-buffer.ts';

/** Below this nothing fits that does harm. */
const MIN_DIGITS = 40;

const PEM_BEGIN = '-----BEGIN ';

/** A text that is base64 and nothing else, as `base64` and `openssl enc -a` write it. */
export const base64Extractor: Extractor = {
  matches: ({ mime, bytes }) => mime === 'text/plain' && isAllBase64(toBuffer(bytes)),
  extract: ({ bytes }) => [{ name: 'decoded', bytes: decodeBase64(toBuffer(bytes).toString('latin1')) }],
};

/** Files between lines of dashes, as `certutil -encode` writes them. Certificates and keys are left alone. */
export const pemExtractor: Extractor = {
  matches: ({ mime, bytes }) => isPlainText(mime) && toBuffer(bytes).includes(PEM_BEGIN, 0, 'latin1'),
  extract: function* ({ bytes }) {
    const text = toBuffer(bytes);
    for (
      let at = text.indexOf(PEM_BEGIN, 0, 'latin1');
      at >= 0;
      at = text.indexOf(PEM_BEGIN, at + 1, 'latin1')
    ) {
      const [line, what = ''] =
        /^-----BEGIN ([^\r\n]{0,80}?)-----\s*/.exec(text.toString('latin1', at, at + 120)) ?? [];
      if (line === undefined) continue;
      const end = text.indexOf('-----', at + line.length, 'latin1');
      const part = decodeBase64(text.toString('latin1', at + line.length, end < 0 ? text.length : end));
      if (what === 'PGP MESSAGE' && at === 0) {
        yield { reason: 'sealed', words: 'it is encrypted with OpenPGP', members: [] };
      } else if (/^(PKCS7|PKCS #7 SIGNED DATA|CMS)$/.test(what) || !isKeyMaterial(part))
        yield { name: 'decoded', bytes: part };
    }
  },
};

function isAllBase64(text: Buffer): boolean {
  const head = text.toString('latin1', 0, 4_096);
  if (text.length < MIN_DIGITS || !/^\s*[A-Za-z0-9+/_-]{16,}[A-Za-z0-9+/_=\s-]*$/.test(head)) return false;
  for (let at = 4_096; at < text.length; at += 65_536)
    if (!/^[A-Za-z0-9+/_=\s-]*$/.test(text.toString('latin1', at, at + 65_536))) return false;
  return true;
}

/** DER begins with a sequence or a set; OpenPGP's packets, OpenSSH's keys have types that nothing else here begins with. */
function isKeyMaterial(bytes: Buffer): boolean {
  if (detectFileType(bytes).mime !== 'application/octet-stream') return false;
  return (
    bytes[0] === 0x30 ||
    bytes[0] === 0x31 ||
    (bytes[0] ?? 0) >= 0x80 ||
    bytes.toString('latin1', 0, 11) === 'openssh-key'
  );
}
