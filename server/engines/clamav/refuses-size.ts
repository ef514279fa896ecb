import { setTimeout as wait } from 'node:timers/promises';
import { parseClamdReply } from './clamd-reply.ts';
import { type ExchangeOptions, exchange } from './exchange.ts';
import { toLength } from './frame-chunks.ts';

/** How long clamd has to refuse a length, in milliseconds: it needs nothing but the length for it. */
const REFUSE_MS = 500;

/** The largest length that the protocol can tell. */
const MAX_LENGTH = 0xff_ff_ff_ff;

/**
 * Whether clamd has a StreamMaxLength below so many bytes. It cannot be asked for its settings, but compares the length of
 * a chunk with it before any of the chunk has come (clamd/session.c of ClamAV 1.4). Nothing else is sent.
 * @throws ClamdError, or the reason of `stop`
 */
export async function refusesSize(bytes: number, options: ExchangeOptions): Promise<boolean> {
  const notRefused = new Error('It was not refused.');
  async function* announce(): AsyncGenerator<Uint8Array> {
    yield toLength(Math.min(bytes, MAX_LENGTH));
    await wait(REFUSE_MS);
    throw notRefused;
  }
  try {
    const reply = await exchange('INSTREAM', announce(), options);
    return parseClamdReply(reply).kind === 'unread';
  } catch (error) {
    if (error === notRefused) return false;
    throw error;
  }
}
