import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { startTestServer } from './test-server.ts';

/** Windows has other rights than these. */
const hasModes = process.platform !== 'win32';

it.runIf(hasModes)('no file of the service can be read by others, though its folder can', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-data-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  await chmod(dataDir, 0o755);
  // As an older version left them.
  for (const name of ['scans.sqlite', 'scanner.lock'])
    await writeFile(join(dataDir, name), '', { mode: 0o644 });
  const server = await startTestServer({ dataDir });
  onTestFinished(server.close);
  await server.scanFile(makePdf('x'), 'x.pdf');
  const names = await readdir(dataDir);
  expect(names).toEqual(expect.arrayContaining(['scans.sqlite', 'scans.sqlite-wal', 'scans.sqlite-shm']));
  for (const name of names) expect((await stat(join(dataDir, name))).mode & 0o077, name).toBe(0);
});
