import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WireScan } from '../../../lib/api/wire.ts';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { DATABASE_KINDS } from './database-kinds.ts';
import { startReceiver } from './receiver.ts';
import { spawnServer } from './spawn-server.ts';
import { toForm } from './test-server.ts';
import { waitFor } from './wait-for.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-callbacks-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Process = Awaited<ReturnType<typeof spawnServer>>;

async function submit({ url, token }: Process, callback_url: string): Promise<number> {
  const headers = { authorization: `Token ${token}` };
  const body = toForm(makeEicar(), 'eicar.com', { callback_url });
  return (await (await fetch(`${url}/api/v1/files/`, { method: 'POST', headers, body })).json()).scan_id;
}

async function getScan({ url, token }: Process, id: number): Promise<WireScan> {
  const headers = { authorization: `Token ${token}` };
  return (await fetch(`${url}/api/v1/scans/list/${id}/`, { headers })).json();
}

describe.each(DATABASE_KINDS)('a service $title that is killed between verdict and callback', (kind) => {
  it.runIf(kind.isHere)('delivers after its restart, once', async () => {
    const args = ['--data', join(folder, 'data'), ...(await kind.makeArgs(folder))];
    // The first try is never answered: verdict known, callback not accepted, when the process dies.
    const receiver = await startReceiver(({ path }, response, count) => {
      if (path !== '/owed' || count > 1) response.end();
    });
    const first = await spawnServer(args);
    const id = await submit(first, `${receiver.url}/owed`);
    await receiver.until('/owed');
    expect((await getScan(first, id)).verbose_verdict).toBe('MAL');
    await first.kill('SIGKILL');

    const second = await spawnServer(args);
    const [, again] = await receiver.until('/owed', 2);
    expect(again?.body).toMatchObject({ scan_id: String(id), verdict: 'MAL' });
    // The mark of its end may come a moment after the answer: the next callback comes after it.
    await submit(second, `${receiver.url}/next`);
    await receiver.until('/next');
    await second.kill('SIGKILL');

    const third = await spawnServer(args);
    await submit(third, `${receiver.url}/last`);
    await receiver.until('/last');
    // The kill may have come before the mark of "/next": then it comes twice, as "at least once" says.
    const others = receiver.received.filter(({ path }) => path !== '/next');
    expect(others.map(({ path }) => path)).toEqual(['/owed', '/owed', '/last']);
    expect(await third.kill('SIGTERM')).toBe(0);
  });

  it.runIf(kind.isHere)('delivers after its restart what no receiver was there for', async () => {
    const args = ['--data', join(folder, 'data'), ...(await kind.makeArgs(folder))];
    const receiver = await startReceiver();
    receiver.setAway(true);
    const first = await spawnServer(args);
    const id = await submit(first, `${receiver.url}/late`);
    await waitFor('the verdict', async () => (await getScan(first, id)).verbose_verdict);
    await first.kill('SIGKILL');

    receiver.setAway(false);
    const second = await spawnServer(args);
    const [callback] = await receiver.until('/late');
    expect(callback?.body).toMatchObject({ scan_id: String(id), verdict: 'MAL' });
    await second.kill('SIGTERM');
  });
});
