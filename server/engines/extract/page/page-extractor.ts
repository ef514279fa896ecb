import { createHash } from 'node:crypto';
import type { ExtractedPart, Extractor } from '../extractor.ts';
import { isPlainText } from '../text/is-plain-text.ts';
import { toBuffer } from '../text/to-buffer.ts';
import { findDataUris } from './data-uris.ts';
import { readPageText } from './read-page-text.ts';
import { findSmuggledBlobs } from './smuggled-blobs.ts';

/** A text is read as a whole, as characters: beyond this it is not. */
const MAX_TEXT_BYTES = 100_000_000;

const PAGES: readonly string[] = ['text/html', 'image/svg+xml', 'application/xml'];

/** What stands in texts that hold files in the ways looked for here; any of them will do. */
const MARKS = [
  ';base64,',
  'atob',
  'fromCharCode',
  'Uint8Array',
  'FromBase64String',
  'b64decode',
  'base64_decode',
  'unescape(',
];

/** Web pages, pictures in SVG, scripts and the like: data URIs, and files that a script puts together. Each only once. */
export const pageExtractor: Extractor = {
  matches: ({ mime, bytes }) =>
    PAGES.includes(mime) || isWide(bytes) || (isPlainText(mime) && hasMark(toBuffer(bytes))),
  extract: function* ({ bytes }) {
    if (bytes.length > MAX_TEXT_BYTES) {
      yield {
        reason: 'unsupported',
        words: 'the text is too long to be searched for files in it',
        members: [],
      };
      return;
    }
    const seen = new Set<string>();
    const text = readPageText(bytes);
    for (const part of findParts(text)) {
      const digest = createHash('sha1').update(part.bytes).digest('base64');
      if (!seen.has(digest)) yield part;
      seen.add(digest);
    }
  },
};

function* findParts(text: string): Generator<ExtractedPart, void, undefined> {
  yield* findDataUris(text);
  yield* findSmuggledBlobs(text);
}

function hasMark(text: Buffer): boolean {
  return MARKS.some((mark) => text.includes(mark, 0, 'latin1'));
}

/** UTF-16 by its byte order mark. */
function isWide(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}
