import { expect, it, onTestFinished } from 'vitest';
import { DEFAULT_CONFIG } from '../../../server/config.ts';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { startSite } from './start-site.ts';
import { startTestServer } from './test-server.ts';
import { waitFor } from './wait-for.ts';

/** A host of its own that answers `/quick` at once and everything else never. */
async function startHost() {
  let silent = 0;
  const { url, close } = await startSite((request, response) => {
    if (request.url === '/quick') response.end(makeEicar());
    else silent += 1;
  });
  onTestFinished(close);
  return { url, silent: () => silent };
}

it('links that never answer hold up neither uploads nor the links of other hosts', async () => {
  const { perKey } = DEFAULT_CONFIG.fetchSlots;
  const slow = await startHost();
  const quick = await startHost();
  const server = await startTestServer();
  onTestFinished(server.stop);
  const link = (url: string): Promise<number> => server.submit(new URLSearchParams({ download_link: url }));
  const slowIds: number[] = [];
  for (let n = 0; n < perKey + 2; n += 1) slowIds.push(await link(`${slow.url}/${n}`));
  await waitFor('the slow host to be asked', async () => slow.silent() === perKey);
  expect((await server.scanFile(makeEicar(), 'eicar.com')).verbose_verdict).toBe('MAL');
  expect((await server.finished(await link(`${quick.url}/quick`))).verbose_verdict).toBe('MAL');
  expect(slow.silent()).toBe(perKey);
  for (const id of slowIds) expect((await server.scan(id)).finished_at).toBeNull();
});

it('a link that takes all of its time is not tried again', async () => {
  const slow = await startHost();
  const server = await startTestServer({ fetch: { ...DEFAULT_CONFIG.fetch, totalMs: 100, retryMs: 1 } });
  onTestFinished(server.stop);
  const scan = await server.finished(
    await server.submit(new URLSearchParams({ download_link: `${slow.url}/x` })),
  );
  expect(scan.evidence).toMatchObject([{ name: 'fetch_failed', data: { cause: 'timeout' } }]);
  expect(slow.silent()).toBe(1);
});
