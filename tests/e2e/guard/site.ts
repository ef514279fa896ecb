import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Finding, Kind } from './cell.ts';
import { endingOf, type Inside, makeContent } from './make-content.ts';
import { serveFile } from './serve-file.ts';
import {
  findToken,
  type SiteFile,
  type Transfer,
  toOwnName,
  toSha256,
  toSiteName,
  toToken,
} from './site-file.ts';
import { renderSitePage, SOURCE_PATH } from './site-page.ts';

export type NewSiteFile = {
  kind: Kind;
  finding: Finding;
  /** What is found in an encrypted one, once it is opened; nothing unless told. */
  inside?: Inside;
  /** Least bytes; 1000 unless told. */
  size?: number;
  /** How long the site takes to send it, in ms; 4 s for a slow one, else no time, unless told. */
  transferMs?: number;
  /** Least length of its address. */
  addressLength?: number;
};

/** A web site on loopback that gives files in every way that sites do, and counts what it gave to whom. */
export type Site = {
  /** Its page: a link or a button for each file that was put there before, with the file's token as its id. */
  url: string;
  /** Puts a file there that is unlike any other. */
  add: (file: NewSiteFile) => Promise<SiteFile>;
  /** What was given of a file, in order. */
  transfersOf: (file: SiteFile) => readonly Transfer[];
  close: () => Promise<void>;
};

/** A browser opens six connections to one origin: what is slow comes from others than the rest. */
const ORIGINS = 5;
const DEFAULT_SIZE = 1_000;
const SLOW_MS = 4_000;
/** Room for the longest address that a test asks for. */
const MAX_HEADER_BYTES = 65_536;

/** Opens the site. */
export async function openSite(): Promise<Site> {
  const files = new Map<string, SiteFile>();
  const transfers = new Map<string, Transfer[]>();
  const session = randomBytes(16).toString('hex');
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { url = '/' } = incoming;
    const file = files.get(findToken(url) ?? '');
    if (file === undefined) return sendPage(outgoing, files.values(), session);
    if (url.startsWith(SOURCE_PATH)) return outgoing.end(file.bytes);
    const record = transfers.get(file.token) ?? [];
    transfers.set(file.token, record);
    return serveFile({ file, session, record }, incoming, outgoing);
  };
  const servers = await Promise.all(Array.from({ length: ORIGINS }, () => listen(answer)));
  const origins = servers.map(originOf);
  const [first = ''] = origins;
  let slow = 0;
  let added = 0;

  function originFor(kind: Kind): string {
    if (kind !== 'get-slow') return first;
    slow += 1;
    return origins[1 + (slow % (ORIGINS - 1))] ?? first;
  }

  return {
    url: `${first}/`,
    async add(wanted) {
      const { kind, finding, inside, addressLength = 0 } = wanted;
      const { size = DEFAULT_SIZE, transferMs = defaultMs(kind) } = wanted;
      added += 1;
      const token = toToken(added);
      const bytes = await makeContent(finding, token, size, inside);
      const name = toSiteName(kind, token, endingOf(finding));
      // A name that nobody's address could hold stands in the header only.
      const last = kind === 'odd-name' ? 'file' : name;
      const plain = `${originFor(kind)}/${kind}/${token}/${last}`;
      const address = plain.length < addressLength ? `${plain}?${'x'.repeat(addressLength)}` : plain;
      const ownName = toOwnName(name);
      const sha256 = toSha256(bytes);
      const file = { token, kind, name, ownName, bytes, sha256, transferMs, address };
      files.set(token, file);
      return file;
    },
    transfersOf: ({ token }) => transfers.get(token) ?? [],
    async close() {
      await Promise.all(servers.map(closeServer));
    },
  };
}

function defaultMs(kind: Kind): number {
  return kind === 'get-slow' ? SLOW_MS : 0;
}

function sendPage(outgoing: ServerResponse, files: Iterable<SiteFile>, session: string): void {
  outgoing.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'set-cookie': `session=${session}; HttpOnly; SameSite=Lax; Path=/`,
  });
  outgoing.end(renderSitePage(files));
}

async function listen(
  answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void,
): Promise<Server> {
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function originOf(server: Server): string {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The site has no port.');
  return `http://127.0.0.1:${address.port}`;
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
