import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** What stands between a scanner and its PostgreSQL: `url` goes there by TCP, as over a network that fails when told to. */
export type CuttableProxy = {
  url: string;
  /** Cuts every connection, and takes none until `mend`. */
  cut: () => void;
  mend: () => void;
  /** Lets the next statement that holds `words` reach the server, and cuts its connection at the answer. */
  loseAnswerOf: (words: string) => void;
};

/** @param url of a PostgreSQL that listens on a socket in a folder, which is its host. */
export async function startCuttableProxy(url: string): Promise<CuttableProxy> {
  const target = new URL(url);
  const socketPath = join(decodeURIComponent(target.hostname), '.s.PGSQL.5432');
  const open = new Set<Socket>();
  let isCut = false;
  let doomed: string | null = null;

  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(socketPath);
    let losesAnswer = false;
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    near.on('data', (chunk: Buffer) => {
      if (doomed !== null && chunk.includes(doomed)) {
        doomed = null;
        losesAnswer = true;
      }
      far.write(chunk);
    });
    far.on('data', (chunk: Buffer) => void (losesAnswer ? near.destroy() : near.write(chunk)));
  });
  const cut = (): void => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    cut();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  return {
    url: url.replace(target.host, `127.0.0.1:${port}`),
    cut,
    mend: () => {
      isCut = false;
    },
    loseAnswerOf: (words) => {
      doomed = words;
    },
  };
}
