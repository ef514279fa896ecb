import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type ClamdAddress, toAddressWords } from './clamd-address.ts';
import { ClamdError } from './clamd-error.ts';
import type { ClamdLimits } from './clamd-limits.ts';

/** Bytes of a reply. The longest holds one signature's name, or an error of the system's. */
const MAX_REPLY_BYTES = 4_096;

export type ExchangeOptions = {
  address: ClamdAddress;
  limits: ClamdLimits;
  /** Breaks the exchange off. */
  stop: AbortSignal;
};

/**
 * One command on one connection, and its reply without the closing NUL (clamd(8): commands with `z` end in NUL, and so
 * do their replies). A reply may come before all was sent: then no more is.
 * @param body what follows the command; it is read no faster than clamd takes it.
 * @throws ClamdError, what `body` throws, or the reason of `stop`.
 */
export async function exchange(
  command: string,
  body: AsyncIterable<Uint8Array>,
  { address, limits, stop }: ExchangeOptions,
): Promise<string> {
  stop.throwIfAborted();
  const socket = connect({ ...address, noDelay: true });
  const patience = createPatience((words) => socket.destroy(new ClamdError('timeout', words)));
  const onStop = (): void => void socket.destroy();
  stop.addEventListener('abort', onStop);
  // Before anything is awaited: the reply, or the end without one, may come at any time.
  const reply = readReply(socket);
  reply.catch(() => {});
  try {
    await connected(socket, address, AbortSignal.any([stop, AbortSignal.timeout(limits.connectMs)]));
    patience.allow(limits.idleMs, 'clamd took no more of the sample.');
    const sent = send(socket, command, body, patience.again);
    sent.catch(() => {});
    await Promise.race([sent, reply]);
    patience.allow(limits.replyMs, 'clamd gave no answer in time.');
    return await reply;
  } catch (error) {
    stop.throwIfAborted();
    throw error;
  } finally {
    patience.end();
    stop.removeEventListener('abort', onStop);
    socket.destroy();
  }
}

async function connected(socket: Socket, address: ClamdAddress, signal: AbortSignal): Promise<void> {
  try {
    await once(socket, 'connect', { signal });
  } catch (cause) {
    const words = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
    throw new ClamdError('unreachable', `clamd cannot be reached at ${toAddressWords(address)}${words}.`, {
      cause,
    });
  }
}

async function send(
  socket: Socket,
  command: string,
  body: AsyncIterable<Uint8Array>,
  onMoved: () => void,
): Promise<void> {
  socket.write(`z${command}\0`);
  for await (const bytes of body) {
    if (socket.destroyed) return;
    if (!socket.write(bytes)) await drained(socket);
    onMoved();
  }
}

/** Resolves when there is room again, and when there is nobody left to make any: the reply then says how it ended. */
function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.on('drain', done).on('close', done);
  });
}

function readReply(socket: Socket): Promise<string> {
  let bytes = Buffer.alloc(0);
  return new Promise((resolve, reject) => {
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      const end = bytes.indexOf(0);
      if (end >= 0) resolve(bytes.toString('utf8', 0, end));
      else if (bytes.length > MAX_REPLY_BYTES) socket.destroy();
    });
    // Told by `close`, too.
    socket.on('error', () => {});
    socket.once('close', () => reject(toFault(socket.errored, bytes)));
  });
}

function toFault(error: Error | null, received: Buffer): ClamdError {
  if (error instanceof ClamdError) return error;
  const excerpt = JSON.stringify(received.toString('latin1', 0, 80));
  if (received.length > 0) return new ClamdError('bad_reply', `No whole reply of clamd's: ${excerpt}.`);
  return new ClamdError('closed', 'clamd closed the connection without an answer.', { cause: error });
}

/** Calls `onSpent` when what is being waited for has not come in the time that it has. */
function createPatience(onSpent: (words: string) => void) {
  let timer: NodeJS.Timeout | undefined;
  return {
    allow(ms: number, words: string): void {
      clearTimeout(timer);
      timer = setTimeout(onSpent, ms, words);
    },
    again: (): void => void timer?.refresh(),
    end: (): void => clearTimeout(timer),
  };
}
