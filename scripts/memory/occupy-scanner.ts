import { createServer, type ServerResponse } from 'node:http';
import { DEFAULT_CONFIG } from '../../server/config.ts';
import { within } from './within.ts';

const DRIP_MS = 1_000;
const ANSWER_TIMEOUT_MS = 30_000;
const FETCH_TIMEOUT_MS = 60_000;

/**
 * Keeps every slot of the scanner's queue busy with links that send their bytes one by one: what is uploaded
 * meanwhile stays on disk, and no engine reads it.
 * @param fetchTimeoutMs longest wait for the scanner to fetch all of them
 * @returns what lets the queue go on when it is disposed
 * @throws Error where the scanner refuses a link or does not fetch it; nothing is left running then
 */
export async function occupyScanner(
  scanner: { url: string; token: string },
  fetchTimeoutMs = FETCH_TIMEOUT_MS,
): Promise<AsyncDisposableStack> {
  await using parts = new AsyncDisposableStack();
  const { base, allHeld } = await serveLinks(parts, DEFAULT_CONFIG.concurrency);
  for (let slot = 0; slot < DEFAULT_CONFIG.concurrency; slot += 1) {
    await submitLink(scanner, `${base}/${slot}.txt`);
  }
  await within(fetchTimeoutMs, 'the scanner to fetch the links that keep it busy', allHeld);
  return parts.move();
}

/** Serves links that go on until `parts` are disposed. `allHeld` resolves once `count` of them are being fetched. */
async function serveLinks(parts: AsyncDisposableStack, count: number) {
  const held = new Set<ServerResponse>();
  const all = Promise.withResolvers<void>();
  const links = createServer((_request, response) => {
    held.add(response.writeHead(200, { 'content-type': 'text/plain' }));
    response.write('.');
    if (held.size === count) all.resolve();
  });
  await new Promise<void>((resolve, reject) => {
    links.once('error', reject);
    links.listen(0, '127.0.0.1', resolve);
  });
  const timer = setInterval(() => {
    for (const response of held) response.write('.');
  }, DRIP_MS);
  parts.defer(() => {
    clearInterval(timer);
    for (const response of held) response.end();
    links.close();
  });
  const address = links.address();
  if (address === null || typeof address === 'string')
    throw new Error('There is no port to serve links from.');
  return { base: `http://127.0.0.1:${address.port}`, allHeld: all.promise };
}

async function submitLink({ url, token }: { url: string; token: string }, link: string): Promise<void> {
  const response = await fetch(`${url}/api/v1/files/`, {
    method: 'POST',
    headers: { authorization: `Token ${token}` },
    body: new URLSearchParams({ download_link: link }),
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  });
  if (!response.ok)
    throw new Error(`The scanner refused a link: ${response.status} ${await response.text()}`);
}
