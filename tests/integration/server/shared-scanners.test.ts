import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import type { WireScan } from '../../../lib/api/wire.ts';
import { readCommandLine } from '../../../server/cli-options.ts';
import { loadConfig } from '../../../server/config/load-config.ts';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { runTokensCommand } from '../../../server/tokens/run-tokens-command.ts';
import { readTokensCommand } from '../../../server/tokens/tokens-command.ts';
import { hasPostgres, queryPostgres, whyNoPostgres } from '../postgres/shared-postgres.ts';
import { hasRedis, whyNoRedis } from '../redis/has-redis.ts';
import { startReceiver } from './receiver.ts';
import { spawnServer } from './spawn-server.ts';
import { startSharedParts, writeSettings } from './start-shared-parts.ts';
import { toForm } from './test-server.ts';
import { waitFor } from './wait-for.ts';

/** A scan takes so long at least, in milliseconds: there is time to kill who is at it. */
const SCAN_MS = 2_000;
const TITLE = `scanners that share all that they keep answer as one, and go on where one is killed${whyNoPostgres}${whyNoRedis}`;

async function startOne(settings: object) {
  const file = await writeSettings({ ...settings, scanDelayMs: SCAN_MS, concurrency: 4 });
  const server = await spawnServer(['--config', file]);
  const name = (await readFile(join(dirname(file), 'data/scanner.id'), 'utf8')).trim();
  return { ...server, file, name };
}

/** As `npm run server -- tokens create` does. */
async function createToken(file: string): Promise<string> {
  const command = readTokensCommand([
    'create',
    '--name',
    'test',
    '--scopes',
    'submit,read,metrics',
    '--config',
    file,
  ]);
  if (command === 'help') throw new Error('It was not read as a command.');
  const printed = await runTokensCommand(command, loadConfig(readCommandLine(['--config', file], {}), {}));
  return /\bsluice_\S+/.exec(printed)?.[0] ?? '';
}

function createCaller(token: string) {
  const headers = { authorization: `Token ${token}` };
  const get = async (url: string, path: string) =>
    (await fetch(`${url}/api/v1/scans/list/${path}`, { headers })).json();
  return {
    token,
    get,
    async submit(url: string, text: Uint8Array, callback_url: string): Promise<number> {
      const body = toForm(text, 'a.com', { callback_url });
      const response = await fetch(`${url}/api/v1/files/`, { method: 'POST', headers, body });
      expect(response.status).toBe(200);
      return (await response.json()).scan_id;
    },
    ended: (url: string, id: number): Promise<WireScan> =>
      waitFor(`scan ${id} to end`, async () => {
        const scan: WireScan = await get(url, `${id}/`);
        return scan.finished_at === null ? null : scan;
      }),
  };
}

it.runIf(hasPostgres && hasRedis)(TITLE, async () => {
  const { url, settings } = await startSharedParts();
  const receiver = await startReceiver();
  const [one, other] = await Promise.all([startOne(settings), startOne(settings)]);
  const call = createCaller(await createToken(one.file));

  const id = await call.submit(one.url, makeEicar(), `${receiver.url}/first`);
  expect(await call.get(other.url, `${id}/`)).toMatchObject({ id: String(id) });
  expect(await call.get(other.url, '')).toMatchObject({ count: 1, results: [{ id: String(id) }] });
  const scan = await call.ended(other.url, id);
  expect(scan).toMatchObject({ verbose_verdict: 'MAL', sample: { file_size: 68 } });
  expect(await call.get(one.url, `${id}/`)).toEqual(scan);
  await receiver.until('/first');

  const ids = await Promise.all(
    Array.from({ length: 8 }, (_, number) =>
      call.submit(
        number % 2 === 0 ? one.url : other.url,
        Buffer.from(`text ${number}`),
        `${receiver.url}/${number}`,
      ),
    ),
  );
  const held = await waitFor('a scan that the first is at', async () => {
    const sql = "SELECT id FROM scans WHERE state = 'scanning' AND scanner = $1";
    const rows = await queryPostgres(url, sql, [one.name]);
    return rows.length > 0 && rows.map((row) => Number(row.id));
  });
  await one.kill('SIGKILL');
  const ended = await Promise.all(ids.map((number) => call.ended(other.url, number)));
  expect(ended.map(({ verbose_verdict }) => verbose_verdict)).toEqual(ids.map(() => 'CLN'));
  const takers = await queryPostgres(url, 'SELECT DISTINCT scanner FROM scans WHERE id = ANY ($1)', [held]);
  expect(takers).toEqual([{ scanner: other.name }]);
  // What a scanner took and another one finished is not under way for ever.
  const metrics = await fetch(`${other.url}/metrics`, { headers: { authorization: `Token ${call.token}` } });
  expect(await metrics.text()).toMatch(/^sluice_scans_under_way 0$/m);
  for (const number of ids.keys()) await receiver.until(`/${number}`);
  expect(receiver.of('/first')).toHaveLength(1);
});
