import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { occupyScanner } from '../../../scripts/memory/occupy-scanner.ts';
import { startScanner } from '../../../scripts/scanner/start-scanner.ts';
import { waitFor } from '../server/wait-for.ts';

it('keeps the engines from beginning until it is disposed', async () => {
  const scanner = await startScanner();
  onTestFinished(scanner.stop);
  const headers = { authorization: `Token ${scanner.token}` };
  const ask = async (path: string, body?: FormData) =>
    (
      await fetch(scanner.url + path, body === undefined ? { headers } : { method: 'POST', headers, body })
    ).json();
  const form = new FormData();
  form.append('data', new Blob(['Only text.']), 'text.txt');

  const occupied = occupyScanner(scanner);
  const { scan_id: id } = await ask('/api/v1/files/', form);
  // Nothing tells that something does not happen: a scan of ten bytes takes some milliseconds.
  await pause(300);
  expect((await ask(`/api/v1/scans/list/${id}/`)).finished_at).toBeNull();
  occupied.dispose();
  await waitFor('the scan to finish', async () => (await ask(`/api/v1/scans/list/${id}/`)).finished_at);
});
