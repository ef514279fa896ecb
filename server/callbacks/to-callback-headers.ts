import { createHmac } from 'node:crypto';
import { RESERVED_HEADERS } from './reserved-headers.ts';

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
  const reserved = new Set(RESERVED_HEADERS.map((name) => name.toLowerCase()));
  const own = Object.entries(given).filter(([name]) => !reserved.has(name.toLowerCase()));
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

function toSignature(body: string, secret: string, seconds: number): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
