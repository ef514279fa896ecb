import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { occupyScanner } from '../../../scripts/memory/occupy-scanner.ts';

it('leaves nothing running where the scanner refuses a link', async () => {
  const scanner = await startScanner(500, false);
  await expect(occupyScanner(scanner)).rejects.toThrow('The scanner refused a link: 500');
  await expect(fetchFirst(scanner)).rejects.toThrow('fetch failed');
});

it('gives up, and leaves nothing running, where the scanner fetches no link', async () => {
  const scanner = await startScanner(200, false);
  await expect(occupyScanner(scanner, 50)).rejects.toThrow('in vain for the scanner to fetch the links');
  await expect(fetchFirst(scanner)).rejects.toThrow('fetch failed');
});

it('keeps the links open until it is disposed', async () => {
  const scanner = await startScanner(200, true);
  const occupied = await occupyScanner(scanner);
  const isOpen = await Promise.race([Promise.all(scanner.bodies).then(() => false), fetchFirst(scanner)]);
  expect(isOpen).toBeInstanceOf(Response);
  await occupied.disposeAsync();
  for (const body of await Promise.all(scanner.bodies)) expect(body).toMatch(/^\.+$/);
  await expect(fetchFirst(scanner)).rejects.toThrow('fetch failed');
});

type FakeScanner = { url: string; token: string; links: string[]; bodies: Promise<string>[] };

/** Fetches the first link that was submitted. */
function fetchFirst({ links }: FakeScanner): Promise<Response> {
  return fetch(links[0] ?? 'no link was submitted');
}

/** Something that takes submissions as the scanner does, and fetches their links or does not. */
async function startScanner(status: number, fetches: boolean): Promise<FakeScanner> {
  const links: string[] = [];
  const bodies: Promise<string>[] = [];
  const server = createServer(async (request, response) => {
    const link = new URLSearchParams(await text(request)).get('download_link') ?? '';
    links.push(link);
    if (fetches) bodies.push(fetch(link).then((answer) => answer.text()));
    response.writeHead(status).end('{"scan_id":1}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  return { url: `http://127.0.0.1:${port}`, token: 'T', links, bodies };
}
