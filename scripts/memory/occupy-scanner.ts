import { createServer, type ServerResponse } from 'node:http';
import { DEFAULT_CONFIG } from '../../server/config.ts';

const DRIP_MS = 1_000;

/**
 * Keeps every slot of the scanner's queue busy with links that send their bytes one by one: what is uploaded
 * meanwhile stays on disk, and no engine reads it.
 * @returns what lets the queue go on
 */
export async function occupyScanner(scanner: { url: string; token: string }): Promise<() => void> {
  const held = new Set<ServerResponse>();
  const all = Promise.withResolvers<void>();
  const links = createServer((_request, response) => {
    held.add(response.writeHead(200, { 'content-type': 'text/plain' }));
    response.write('.');
    if (held.size === DEFAULT_CONFIG.concurrency) all.resolve();
  });
  await new Promise<void>((resolve) => links.listen(0, '127.0.0.1', resolve));
  const timer = setInterval(() => {
    for (const response of held) response.write('.');
  }, DRIP_MS);
  const address = links.address();
  if (address === null || typeof address === 'string')
    throw new Error('There is no port to serve links from.');
  for (let slot = 0; slot < DEFAULT_CONFIG.concurrency; slot += 1) {
    await submitLink(scanner, `http://127.0.0.1:${address.port}/${slot}.txt`);
  }
  await all.promise;
  return () => {
    clearInterval(timer);
    for (const response of held) response.end();
    links.close();
  };
}

async function submitLink({ url, token }: { url: string; token: string }, link: string): Promise<void> {
  const response = await fetch(`${url}/api/v1/files/`, {
    method: 'POST',
    headers: { authorization: `Token ${token}` },
    body: new URLSearchParams({ download_link: link }),
  });
  if (!response.ok)
    throw new Error(`The scanner refused a link: ${response.status} ${await response.text()}`);
}
