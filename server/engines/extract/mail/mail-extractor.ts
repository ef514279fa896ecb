import type { Extractor } from '../extractor.ts';
import { toBuffer } from '../text/to-buffer.ts';
import { withoutLead } from './read-entity.ts';
import { walkMail } from './walk-mail.ts';

/** Mail and pages saved as MHTML: bodies and attachments, decoded, also those of messages inside. */
export const mailExtractor: Extractor = {
  matches: ({ mime }) => mime === 'message/rfc822',
  extract: ({ bytes }, budget) => walkMail(withoutLead(toBuffer(bytes)), budget),
};

/** Files of many mails (RFC 4155): each of them. */
export const mboxExtractor: Extractor = {
  matches: ({ mime }) => mime === 'application/mbox',
  extract: function* ({ bytes }, budget) {
    let number = 0;
    for (const message of splitMbox(toBuffer(bytes))) {
      number += 1;
      yield* walkMail(message, budget, { prefix: `message-${number}.eml/`, nesting: 1 });
    }
  },
};

/** Yields each message without its `From` line. */
function* splitMbox(bytes: Buffer): Generator<Buffer, void, undefined> {
  for (let at = 0; at < bytes.length; ) {
    const line = bytes.indexOf('\n', at, 'latin1');
    if (line < 0) return;
    const end = findNextMessage(bytes, line);
    yield bytes.subarray(line + 1, end);
    at = end;
  }
}

/** A line of a text may begin with `From` too: one that begins a message has a header field behind it. */
function findNextMessage(bytes: Buffer, from: number): number {
  for (
    let at = bytes.indexOf('\nFrom ', from, 'latin1');
    at >= 0;
    at = bytes.indexOf('\nFrom ', at + 1, 'latin1')
  ) {
    if (/^\nFrom [^\n]{0,500}\n[!-9;-~]+:/.test(bytes.toString('latin1', at, at + 1_000))) return at + 1;
  }
  return bytes.length;
}
