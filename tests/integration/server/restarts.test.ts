import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { startTestServer, toForm } from './test-server.ts';
import { waitFor } from './wait-for.ts';

const workerUrl = new URL('../../fixtures/server/failing-worker.ts', import.meta.url);

function rowOf(dataDir: string, id: number) {
  const database = new DatabaseSync(join(dataDir, 'scans.sqlite'), { readOnly: true });
  try {
    return database.prepare('SELECT state, engine_attempts FROM scans WHERE id = ?').get(id);
  } finally {
    database.close();
  }
}

it('orderly restarts, however many, are not counted against the scans that they break off', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sluice-server-'));
  let server = await startTestServer({ dataDir, workerUrl });
  onTestFinished(() => server.stop());
  const running = await server.submit(toForm(Buffer.from('hang'), 'running.txt'));
  const waiting = await server.submit(toForm(Buffer.from('hang'), 'waiting.txt'));
  for (let restart = 0; restart < 5; restart += 1) {
    await waitFor('the scan to be taken', async () => rowOf(dataDir, running)?.engine_attempts === 1);
    expect(rowOf(dataDir, waiting)).toEqual({ state: 'queued', engine_attempts: 0 });
    await server.close();
    server = await startTestServer({ dataDir, workerUrl });
  }
  await server.close();
  const real = await startTestServer({ dataDir });
  onTestFinished(real.stop);
  expect((await real.finished(running)).verbose_verdict).toBe('CLN');
  expect((await real.finished(waiting)).verbose_verdict).toBe('CLN');
});

it('runs that took the process down are counted', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sluice-server-'));
  const first = await startTestServer({ dataDir, workerUrl });
  onTestFinished(first.stop);
  const id = await first.submit(toForm(Buffer.from('hang'), 'x.txt'));
  await waitFor('the scan to be taken', async () => rowOf(dataDir, id)?.engine_attempts === 1);
  await first.close();
  const database = new DatabaseSync(join(dataDir, 'scans.sqlite'));
  database.prepare('UPDATE scans SET engine_attempts = 4 WHERE id = ?').run(id);
  database.close();
  const second = await startTestServer({ dataDir });
  onTestFinished(second.stop);
  expect((await second.finished(id)).evidence).toMatchObject([{ data: { cause: 'process_crashed' } }]);
});

it('a database that is locked for a while holds up neither other requests nor, in the end, the submission', async () => {
  const server = await startTestServer();
  onTestFinished(server.stop);
  const other = new DatabaseSync(join(server.dataDir, 'scans.sqlite'));
  onTestFinished(() => other.close());
  other.exec('BEGIN IMMEDIATE');
  let answered = false;
  const submission = server.post(toForm(makePdf('x'), 'x.pdf')).finally(() => {
    answered = true;
  });
  await waitFor('the upload to arrive', async () => (await server.samplesOnDisk()).length === 1);
  expect((await server.get('/health')).status).toBe(200);
  expect(answered).toBe(false);
  other.exec('COMMIT');
  const response = await submission;
  expect(response.status).toBe(200);
  expect((await server.finished((await response.json()).scan_id)).verbose_verdict).toBe('CLN');
});
