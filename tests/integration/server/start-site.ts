import { createServer, type RequestListener } from 'node:http';

export type Site = {
  /** Without a slash at its end. */
  url: string;
  /** Ends it at once, with every connection that is still open. */
  close: () => void;
};

/** Starts a site on a free port of this machine, for the scanner to fetch from. */
export async function startSite(answer: RequestListener): Promise<Site> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The site has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
