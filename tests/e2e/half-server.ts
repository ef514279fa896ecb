import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { pipeline } from 'node:stream';

/** A site with one large file, which stops after half of it until it is told to go on. */
export type HalfServer = {
  address: string;
  /** Bytes. */
  size: number;
  /** Lower-case hex. */
  sha256: string;
  /** How many requests arrived, and of how many half is sent. */
  requestCount: () => number;
  halfCount: () => number;
  goOn: () => void;
  close: () => Promise<void>;
};

const CHUNK_BYTES = 1_000_000;

/** Starts the site on loopback, with a file of so many megabytes. */
export async function startHalfServer(megabytes: number): Promise<HalfServer> {
  const chunk = randomBytes(CHUNK_BYTES);
  const hash = createHash('sha256');
  for (let count = 0; count < megabytes; count += 1) hash.update(chunk);
  let requests = 0;
  let halves = 0;
  let goOn = () => {};
  const told = new Promise<void>((resolve) => {
    goOn = resolve;
  });

  async function* file() {
    for (let count = 0; count < megabytes; count += 1) {
      if (count === Math.floor(megabytes / 2)) {
        halves += 1;
        await told;
      }
      yield chunk;
    }
  }

  const size = megabytes * CHUNK_BYTES;
  const server = createServer((_request, response) => {
    requests += 1;
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': size });
    pipeline(file, response, () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const listening = server.address();
  if (listening === null || typeof listening === 'string') throw new Error('The site has no port.');
  return {
    address: `http://127.0.0.1:${listening.port}/large.bin`,
    size,
    sha256: hash.digest('hex'),
    requestCount: () => requests,
    halfCount: () => halves,
    goOn,
    close() {
      goOn();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
