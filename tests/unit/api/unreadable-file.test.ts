import { openAsBlob } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { createFilesClient } from '../../../lib/api/files-client.ts';
import { errorOf } from '../../fixtures/api/error-of.ts';
import { type HostileServer, json, startHostileServer } from '../../fixtures/api/hostile-server.ts';

let server: HostileServer;
let path: string;

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-unreadable-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  path = join(folder, 'sample.bin');
  server = await startHostileServer();
  server.answerWith(json(200, { scan_id: 4711 }));
});

afterEach(() => server.close());

const submit = (data: Blob, signal = new AbortController().signal) =>
  createFilesClient({ server: server.address, token: 't' }).submitFile({ data }, { signal });

test.each([
  ['is gone', 'abc', () => rm(path)],
  ['is gone, and was empty', '', () => rm(path)],
  ['has a byte and is gone', 'a', () => rm(path)],
  ['has become shorter', 'abc', () => writeFile(path, 'ab')],
  ['has become longer', 'abc', () => writeFile(path, 'abcd')],
  ['was empty and is no more', '', () => writeFile(path, 'abcd')],
])('a file that %s is refused before anything is sent', async (_what, content, change) => {
  await writeFile(path, content);
  const data = await openAsBlob(path);
  await change();
  expect(await errorOf(submit(data))).toMatchObject({
    problem: 'bytes-missing',
    status: 0,
    detail: expect.stringContaining('gone'),
    cause: expect.objectContaining({ name: 'NotReadableError' }),
  });
  expect(server.seen).toEqual([]);
});

test('so is a folder', async () => {
  await mkdir(path);
  expect((await errorOf(submit(await openAsBlob(path)))).problem).toBe('bytes-missing');
  expect(server.seen).toEqual([]);
});

test.each(['', 'a', 'ab', 'abc'])('a file that holds %j is sent', async (content) => {
  await writeFile(path, content);
  expect(await submit(await openAsBlob(path))).toEqual({ scanId: 4711 });
  expect(server.seen[0]?.body).toContain(`\r\n\r\n${content}\r\n`);
});

test('a caller who no longer wants it gets the own reason, whatever became of the file', async () => {
  await writeFile(path, 'abc');
  const data = await openAsBlob(path);
  await rm(path);
  const reason = new Error('no longer wanted');
  await expect(submit(data, AbortSignal.abort(reason))).rejects.toBe(reason);
});
