import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Asker, SiteFile, Transfer } from './site-file.ts';

export type Serving = {
  file: SiteFile;
  /** The value of the cookie that a login gives. */
  session: string;
  /** What was given of the file so far; this answer is added. */
  record: Transfer[];
};

/** In how many parts the slow ones come. */
const SLOW_PARTS = 40;
const CHUNKS = 3;
const HOPS = 3;
const LOGIN = '<!doctype html><title>Log in</title><form method="post"></form>';

/** Answers one request for a file, as its kind asks for. */
export function serveFile(serving: Serving, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const other = toOtherAnswer(serving, incoming);
  if (other === undefined) {
    sendFile(serving, incoming, outgoing).catch(() => outgoing.destroy());
    return;
  }
  note(serving, incoming, other.status);
  outgoing.writeHead(other.status, other.headers).end(other.text);
}

type OtherAnswer = { status: number; headers: OutgoingHttpHeaders; text: string };

/** What is answered in place of the file; undefined where it is the file's turn. */
function toOtherAnswer(
  { file, session, record }: Serving,
  incoming: IncomingMessage,
): OtherAnswer | undefined {
  switch (file.kind) {
    case 'cookie':
      if (incoming.headers.cookie?.includes(`session=${session}`)) return undefined;
      return { status: 200, headers: { 'content-type': 'text/html' }, text: LOGIN };
    case 'post':
      return incoming.method === 'POST' ? undefined : { status: 405, headers: { allow: 'POST' }, text: '' };
    case 'one-time':
      if (!record.some(({ isFile }) => isFile)) return undefined;
      return { status: 410, headers: { 'content-type': 'text/plain' }, text: 'This link was used.' };
    case 'redirect': {
      const location = nextHop(incoming);
      return location === undefined ? undefined : { status: 302, headers: { location }, text: '' };
    }
    default:
      return undefined;
  }
}

async function sendFile(
  serving: Serving,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { kind, name, bytes, transferMs } = serving.file;
  const transfer = note(serving, incoming, 200, true);
  outgoing.writeHead(200, {
    'content-type': name.endsWith('.zip') ? 'application/zip' : 'application/octet-stream',
    ...(kind === 'get-chunked' ? {} : { 'content-length': bytes.length }),
    // What a person saves by "Save link as" is no attachment.
    ...(kind === 'save-as' ? {} : { 'content-disposition': toDisposition(name) }),
    'cache-control': 'no-store',
  });
  const isSlow = transferMs > 0;
  const parts = isSlow ? SLOW_PARTS : kind === 'get-chunked' ? CHUNKS : 1;
  const size = Math.ceil(bytes.length / parts);
  for (let sent = 0; sent < bytes.length && !outgoing.destroyed; sent += size) {
    if (isSlow && sent > 0) await pause(transferMs / SLOW_PARTS);
    const part = bytes.subarray(sent, sent + size);
    await new Promise<void>((resolve) => outgoing.write(part, () => resolve()));
    transfer.bytes += part.length;
  }
  outgoing.end();
}

function note({ record }: Serving, incoming: IncomingMessage, status: number, isFile = false): Transfer {
  const { method = '' } = incoming;
  const transfer = { by: whoAsks(incoming), method, status, isFile, bytes: 0, at: Date.now() };
  record.push(transfer);
  return transfer;
}

/** A browser's downloads are navigations; what an extension fetches is not; the scanner is no browser. */
function whoAsks({ headers }: IncomingMessage): Asker {
  if (!/Chrome\/|Firefox\//.test(headers['user-agent'] ?? '')) return 'scanner';
  return headers['sec-fetch-mode'] === 'cors' ? 'extension' : 'browser';
}

/** The hops are numbered in the address's query; the first one crosses from one host to another. */
function nextHop({ url = '/', headers }: IncomingMessage): string | undefined {
  const address = new URL(url, `http://${headers.host}`);
  const hop = Number(address.searchParams.get('hop') ?? '0');
  if (hop === HOPS) return undefined;
  address.searchParams.set('hop', String(hop + 1));
  address.hostname = 'localhost';
  return address.href;
}

function toDisposition(name: string): string {
  const encoded = encodeURIComponent(name)
    .replaceAll("'", '%27')
    .replaceAll('(', '%28')
    .replaceAll(')', '%29');
  return `attachment; filename*=UTF-8''${encoded}`;
}
