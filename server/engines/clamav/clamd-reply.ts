/**
 * What clamd says of one sample: `unread` is a sample that it did not take for its size, and `error` one on which it
 * failed, in its own words. `unknown` is no answer of clamd's to INSTREAM.
 */
export type ClamdReply =
  | { kind: 'clean' }
  | { kind: 'found'; signature: string }
  | { kind: 'unread' }
  | { kind: 'error'; words: string }
  | { kind: 'unknown'; words: string };

/**
 * Reads a reply to INSTREAM: `stream: OK`, `stream: NAME FOUND`, or words that end in `ERROR`
 * (clamd(8); clamd/scanner.c and clamd/session.c of ClamAV 1.4).
 */
export function parseClamdReply(reply: string): ClamdReply {
  if (reply === 'stream: OK') return { kind: 'clean' };
  const signature = /^stream: (\S.*) FOUND$/.exec(reply)?.[1];
  if (signature !== undefined) return { kind: 'found', signature };
  if (reply === 'INSTREAM size limit exceeded. ERROR') return { kind: 'unread' };
  const words = /^(?:stream: )?(\S.*) ERROR$/.exec(reply)?.[1];
  return words === undefined ? { kind: 'unknown', words: reply } : { kind: 'error', words };
}
