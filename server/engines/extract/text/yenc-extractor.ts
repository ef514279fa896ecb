import type { Extractor } from '../extractor.ts';
import { readLine } from './read-line.ts';
import { toBuffer } from './to-buffer.ts';

const BEGIN = Buffer.from('=ybegin ');
const ESCAPE = 0x3d;

/** Files in yEnc (http://www.yenc.org/yenc-draft.1.3.txt), which is not text; each part of a file as it is. */
export const yencExtractor: Extractor = {
  matches: ({ bytes }) => toBuffer(bytes).includes(BEGIN),
  extract: function* ({ bytes }) {
    const text = toBuffer(bytes);
    for (let at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
      const begin = readLine(text, at);
      const [, name] = /^=ybegin (?:[a-z]+=\d+ ){2,4}name=(.{1,1000})$/.exec(begin.line) ?? [];
      if (name === undefined || (at > 0 && text[at - 1] !== 0x0a)) continue;
      const second = readLine(text, begin.next);
      const start = second.line.startsWith('=ypart ') ? second.next : begin.next;
      // The line with `=yend`, or with the next `=ybegin` where that is missing: neither can stand in the data.
      const end = text.indexOf('\n=y', start - 1, 'latin1');
      const part = decode(text.subarray(start, end < 0 ? text.length : end));
      if (part.length > 0) yield { name: name.trim(), bytes: part };
    }
  },
};

function decode(data: Buffer): Buffer {
  const out = Buffer.allocUnsafe(data.length);
  let size = 0;
  for (let at = 0; at < data.length; at += 1) {
    const byte = data[at] ?? 0;
    if (byte === 0x0a || byte === 0x0d) continue;
    if (byte === ESCAPE) at += 1;
    out[size] = byte === ESCAPE ? (data[at] ?? 0) - 64 - 42 : byte - 42;
    size += 1;
  }
  return out.subarray(0, size);
}
