import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { occupyScanner } from '../../../scripts/memory/occupy-scanner.ts';
import { startScanner } from '../../../scripts/scanner/start-scanner.ts';
import { waitFor } from '../server/wait-for.ts';

it('lets no engine begin until it is disposed', async () => {
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
  const database = new DatabaseSync(join(scanner.dataDir, 'scans.sqlite'), { timeout: 5_000 });
  onTestFinished(() => database.close());
  // What an engine's run begins with.
  expect(() => database.exec('UPDATE scans SET engine_attempts = engine_attempts + 1')).toThrow('held');
  occupied.dispose();
  await waitFor('the scan to finish', async () => (await ask(`/api/v1/scans/list/${id}/`)).finished_at);
});
