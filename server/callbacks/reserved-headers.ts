/** Headers of a callback that are the service's own: they say how the body is sent, or who sent it. */
export const RESERVED_HEADERS: readonly string[] = [
  'Connection',
  'Content-Encoding',
  'Content-Length',
  'Content-Type',
  'Expect',
  'Host',
  'Keep-Alive',
  'Proxy-Connection',
  'TE',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
  'X-Sluice-Signature',
];
