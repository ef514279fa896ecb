import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';

/** What a path answers, by the number of the request for it: 1 is the browser's. */
export type HostileAnswer = (outgoing: ServerResponse, count: number) => void;

/** A site that answers as it likes, on this machine. */
export type HostileSite = {
  port: number;
  /** Paths that were asked for, in order. */
  asked: () => readonly string[];
  /** Clicks the link to a path on the site's page. Sluice may read only what is of the scanner's host, 127.0.0.1, unasked. */
  download: (page: Page, path: string, host?: string) => Promise<void>;
};

/** Runs such a site for as long as `use` does. */
export async function withHostileSite(
  answers: Record<string, HostileAnswer>,
  use: (site: HostileSite) => Promise<void>,
): Promise<void> {
  const asked: string[] = [];
  const server = createServer(({ url = '/' }, outgoing) => {
    const answer = answers[url];
    if (answer === undefined) {
      const links = Object.keys(answers).map((path) => `<a href="${path}">${path}</a>`);
      outgoing.writeHead(200, { 'content-type': 'text/html' }).end(links.join(' '));
      return;
    }
    asked.push(url);
    answer(outgoing, asked.filter((path) => path === url).length);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await use({
      port,
      asked: () => asked,
      async download(page, path, host = '127.0.0.1') {
        await page.goto(`http://${host}:${port}/`);
        await page.getByRole('link', { name: path, exact: true }).click();
      },
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Sends a whole file under a name. */
export function sendFile(
  outgoing: ServerResponse,
  name: string,
  bytes: Buffer,
  type = 'application/octet-stream',
): void {
  outgoing.writeHead(200, {
    'content-type': type,
    'content-length': bytes.length,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
  outgoing.end(bytes);
}
