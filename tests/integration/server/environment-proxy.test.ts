import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { spawnServer } from './spawn-server.ts';
import { startCanary } from './start-canary.ts';
import { waitFor } from './wait-for.ts';

it('nothing of this machine is reached by default, and no proxy of the environment takes a link or a callback', async () => {
  const data = await mkdtemp(join(tmpdir(), 'sluice-proxy-'));
  onTestFinished(() => rm(data, { recursive: true, force: true }));
  const canary = await startCanary();
  onTestFinished(canary.close);
  const proxy = `http://127.0.0.1:${canary.port}`;
  const proxies = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: proxy, HTTPS_PROXY: proxy, ALL_PROXY: proxy };
  const lower = { http_proxy: proxy, https_proxy: proxy, all_proxy: proxy, NO_PROXY: '', no_proxy: '' };
  const { SLUICE_ALLOWED_NETWORKS: _, ...env } = process.env;
  const server = await spawnServer(['--data', data], undefined, { ...env, ...proxies, ...lower });

  // Node reads those variables for its own `fetch` in this process no more than it did before.
  const headers = { authorization: `Token ${server.token}` };
  const submit = async (fields: { [field: string]: string }, path = '/api/v1/files/'): Promise<number> => {
    const body = new URLSearchParams(fields);
    const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body });
    return (await response.json()).scan_id;
  };
  const callback_url = 'http://callback.invalid/done';
  const hosts = [
    `127.0.0.1:${canary.port}`,
    `localhost:${canary.port}`,
    `[::1]:${canary.port}`,
    'link.invalid',
  ];
  const links = hosts.flatMap((host) => [`http://${host}/x`, `https://${host}/x`]);
  const ids = await Promise.all([
    ...links.map((link) => submit({ download_link: link, callback_url })),
    ...links.map((link) => submit({ path: link }, '/api/v1/urls/')),
  ]);
  for (const id of ids)
    await waitFor(`scan ${id} to finish`, async () => {
      const scan = await (await fetch(`${server.url}/api/v1/scans/list/${id}/`, { headers })).json();
      if (scan.finished_at === null) return null;
      expect(scan.verbose_verdict).toBeNull();
      return true;
    });
  await waitFor('the callbacks to fail', async () => server.output().stderr.includes('callback failed'));
  expect(canary.visits).toEqual([]);
});
