import { createServer, request as forward } from 'node:http';

/**
 * Stands before a bucket and, when told to, answers with 503 in its stead; anything else goes through, signature and all.
 */
export async function startBucketFront(target: string) {
  const left = new Map<string, number>();
  const web = createServer((request, response) => {
    const { method = 'GET', headers, url = '/' } = request;
    const refusals = left.get(method) ?? 0;
    left.set(method, refusals - 1);
    if (refusals > 0) {
      request.resume();
      response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>');
      return;
    }
    request.pipe(
      forward(`${target}${url}`, { method, headers }, (inner) =>
        inner.pipe(response.writeHead(inner.statusCode ?? 500, inner.headers)),
      ).on('error', () => response.destroy()),
    );
  });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const address = web.address();
  const port = typeof address === 'object' ? address?.port : '';
  return {
    endpoint: `http://127.0.0.1:${port}`,
    /** Refuses the next `count` requests of a method. */
    refuse: (method: string, count: number): void => void left.set(method, count),
    [Symbol.asyncDispose]: async (): Promise<void> => {
      web.closeAllConnections();
      web.close();
    },
  };
}
