import { createHmac } from 'node:crypto';
import { RESERVED_HEADERS } from './reserved-headers.ts';

const RESERVED = new Set(RESERVED_HEADERS.map((name) => name.toLowerCase()));

/**
 * The headers of one try: those of the caller without the reserved ones, ours, and a signature over
 * `<timestamp>.<body>` where a secret is given.
 * @param nowMs epoch milliseconds; the signature carries seconds.
 */
export function toCallbackHeaders(
  given: { [name: string]: string },
  body: string,
  secret: string | null,
  nowMs: number,
): { [name: string]: string } {
  const own = Object.entries(given).filter(([name]) => !isReserved(name));
  const hasAgent = own.some(([name]) => name.toLowerCase() === 'user-agent');
  return {
    ...Object.fromEntries(own),
    ...(hasAgent ? {} : { 'User-Agent': 'Sluice-local-scanner' }),
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    ...(secret === null
      ? {}
      : { 'X-Sluice-Signature': toSignature(body, secret, Math.floor(nowMs / 1_000)) }),
  };
}

/** Many receivers (CGI, WSGI and the like) cannot tell `_` from `-` in a name. */
function isReserved(name: string): boolean {
  return RESERVED.has(name.toLowerCase().replaceAll('_', '-'));
}

function toSignature(body: string, secret: string, seconds: number): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
