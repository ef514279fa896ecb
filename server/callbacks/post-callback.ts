import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { AddressGuard } from '../network/address-guard.ts';
import { AddressRefusedError } from '../network/address-refused-error.ts';

/** How a receiver answered: with a status, or not at all. `closed` resolves once the connection is gone. */
export type CallbackAnswer = { status: number; closed: Promise<void> } | { fault: string };

export type CallbackPost = {
  url: string;
  headers: { [name: string]: string };
  body: string;
  /** Milliseconds for everything, the answer's body too. */
  timeoutMs: number;
};

/** What is read of an answer's body. It tells nothing; it is read only to let a receiver finish politely. */
const MAX_ANSWER_BYTES = 65_536;

/**
 * POSTs once and resolves with the status as soon as it is known. Follows no redirect and keeps no connection: the
 * pool of `fetch` would, beyond the end of the service. Never rejects; a fault is named by its code, without the address,
 * and a refusal of `guard` by its reason, for the log.
 */
export function postCallback(
  post: CallbackPost,
  guard: AddressGuard,
  stop: AbortSignal,
): Promise<CallbackAnswer> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), post.timeoutMs);
  const signal = AbortSignal.any([late.signal, stop]);
  return new Promise((resolve) => {
    const fail = (error: unknown): void => {
      clearTimeout(timer);
      resolve({ fault: late.signal.aborted ? 'timeout' : toCode(error) });
    };
    try {
      const request = send(post, guard, signal);
      // Stays for faults after the answer, which would otherwise end the process: only the first resolve counts.
      request.on('error', fail);
      request.once('close', () => fail(null));
      request.once('response', (response) => {
        const closed = drain(response).finally(() => clearTimeout(timer));
        resolve({ status: response.statusCode ?? 0, closed });
      });
      request.end(post.body);
    } catch (error) {
      fail(error);
    }
  });
}

function send({ url, headers }: CallbackPost, { requireAllowed, lookup }: AddressGuard, signal: AbortSignal) {
  const address = new URL(url);
  requireAllowed(address.hostname);
  const options: RequestOptions = { method: 'POST', headers, agent: false, lookup, signal };
  return address.protocol === 'https:' ? requestHttps(address, options) : requestHttp(address, options);
}

function drain(response: IncomingMessage): Promise<void> {
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) response.destroy();
  });
  response.on('error', () => response.destroy());
  return new Promise((resolve) => response.once('close', () => resolve()));
}

function toCode(error: unknown): string {
  if (error instanceof AddressRefusedError) return `${error.code}: ${error.reason}`;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'network';
}
