import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WireScan } from '../../../lib/api/wire.ts';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { DATABASE_KINDS } from './database-kinds.ts';
import { runToEnd, spawnServer } from './spawn-server.ts';
import { toForm } from './test-server.ts';
import { waitFor } from './wait-for.ts';

let data: string;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'sluice-process-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

type Process = Awaited<ReturnType<typeof spawnServer>>;

async function submit({ url, token }: Process, body: FormData | URLSearchParams): Promise<number> {
  const headers = { authorization: `Token ${token}` };
  return (await (await fetch(`${url}/api/v1/files/`, { method: 'POST', headers, body })).json()).scan_id;
}

async function getScan({ url, token }: Process, id: number): Promise<WireScan> {
  const headers = { authorization: `Token ${token}` };
  return (await fetch(`${url}/api/v1/scans/list/${id}/`, { headers })).json();
}

describe.each(DATABASE_KINDS)('a killed service $title', ({ isHere, makeArgs }) => {
  it.runIf(isHere)('takes its scans up again, uploads and links, and forgets nothing', async () => {
    const args = ['--data', join(data, 'in'), ...(await makeArgs(data))];
    const first = await spawnServer([...args, '--samples', '--scan-delay-ms', '600000']);
    const upload = await submit(first, toForm(makeEicar(), 'eicar.com'));
    const link = await submit(
      first,
      new URLSearchParams({ download_link: `${first.url}/samples/slow.bin?seconds=600` }),
    );
    await writeFile(join(data, 'in', 'samples', 'orphan'), 'left behind by an upload');
    expect((await getScan(first, upload)).finished_at).toBeNull();
    await first.kill('SIGKILL');

    const second = await spawnServer(args);
    const scan = await waitFor('the upload to be scanned', async () => {
      const found = await getScan(second, upload);
      return found.finished_at === null ? null : found;
    });
    expect(scan).toMatchObject({ id: String(upload), verbose_verdict: 'MAL', sample_name: 'eicar.com' });
    const failed = await waitFor('the link to be given up', async () => {
      const found = await getScan(second, link);
      return found.finished_at === null ? null : found;
    });
    expect(failed.evidence).toMatchObject([{ name: 'fetch_failed' }]);
    // The row is finished before its file is removed.
    await waitFor('no sample on disk', async () => (await readdir(join(data, 'in', 'samples'))).length === 0);
    expect(await second.kill('SIGTERM')).toBe(0);
  });
});

describe('the command line', () => {
  it('prints one line of JSON, logs elsewhere, and ends well on both signals', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const server = await spawnServer(['--data', data, '--token', 't']);
      expect((await fetch(`${server.url}/health`)).status).toBe(200);
      expect(await server.kill(signal)).toBe(0);
      expect(JSON.parse(server.output().stdout)).toEqual({ url: server.url, token: 't' });
    }
  });

  it('says that the port is taken', async () => {
    const server = await spawnServer(['--data', data]);
    const end = await runToEnd(['--data', join(data, 'b'), '--port', new URL(server.url).port]);
    expect(end).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('port is already in use'),
    });
    await server.kill('SIGTERM');
  });

  it('names file and line of a broken rule', async () => {
    const rules = join(data, 'rules');
    await mkdir(rules);
    await writeFile(
      join(rules, 'mine.yar'),
      'rule fine { condition: true }\nrule broken {\n  condition: nothing\n}\n',
    );
    const end = await runToEnd(['--data', data, '--rules', rules]);
    expect(end).toMatchObject({ code: 1, stdout: '' });
    expect(end.stderr).toContain(`${join(rules, 'mine.yar')}:3`);
  });

  it('says that a rule folder does not exist', async () => {
    const end = await runToEnd(['--data', data, '--rules', join(data, 'none')]);
    expect(end).toMatchObject({ code: 1, stderr: expect.stringContaining(join(data, 'none')) });
  });

  it('uses rules of the owner beside the built-in ones', async () => {
    const rules = join(data, 'rules');
    await mkdir(rules);
    await writeFile(join(rules, 'mine.yar'), 'rule mine { strings: $a = "needle" condition: $a }');
    const server = await spawnServer(['--data', data, '--rules', rules]);
    const ids = [
      await submit(server, toForm(Buffer.from('a needle'), 'a.txt')),
      await submit(server, toForm(makeEicar(), 'e')),
    ];
    const verdicts = ids.map((id) =>
      waitFor('a verdict', async () => (await getScan(server, id)).verbose_verdict),
    );
    expect(await Promise.all(verdicts)).toEqual(['SUS', 'MAL']);
    await server.kill('SIGTERM');
  });

  it.each([
    [['--nonsense'], /^Unknown option '--nonsense'\. See --help\.\n$/],
    [['--data', 'd', 'stray'], /^Unexpected argument 'stray'\. .*See --help\.\n$/],
    [['--port'], /^Option '--port <value>' argument missing\. See --help\.\n$/],
    [[], /^--data DIR is required\. See --help\.\n$/],
  ])('refuses %j in one line', async (args, words) => {
    const end = await runToEnd(args);
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toMatch(words);
  });

  it('shows the usage to those who ask', async () => {
    const end = await runToEnd(['--help']);
    expect(end).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('Usage:') });
  });
});
