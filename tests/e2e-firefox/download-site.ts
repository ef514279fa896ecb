import { createServer, type OutgoingHttpHeaders } from 'node:http';
import * as v from 'valibot';

export type SiteAnswer = { status?: number; headers: OutgoingHttpHeaders; body: Buffer | string };

/** A web site on loopback. */
export type DownloadSite = {
  url: string;
  /** Lays an answer at a path. Its address. */
  serve: (path: string, answer: SiteAnswer) => string;
  /** Lays a page with this body at `/page`. Its address. */
  servePage: (html: string) => string;
  /** `GET /path` and the like, in order. */
  requests: readonly string[];
  close: () => Promise<void>;
};

const Address = v.object({ port: v.number() });

/** Starts the site, which is empty at first. */
export async function startDownloadSite(): Promise<DownloadSite> {
  const answers = new Map<string, SiteAnswer>();
  const requests: string[] = [];
  const server = createServer(({ method, url = '' }, response) => {
    const answer = answers.get(url);
    if (answer === undefined) return void response.writeHead(404).end();
    requests.push(`${method} ${url}`);
    response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${v.parse(Address, server.address()).port}`;
  const serve = (path: string, answer: SiteAnswer) => {
    answers.set(path, answer);
    return url + path;
  };
  return {
    url,
    requests,
    serve,
    servePage: (html) =>
      serve('/page', {
        headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
        body: `<!doctype html><title>Page</title>${html}`,
      }),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
