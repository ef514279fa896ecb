import { expect, it } from 'vitest';
import { aNewServerScan } from '../../../factories/new-server-scan-factory.ts';
import { waitFor } from '../../../integration/server/wait-for.ts';
import { createQueueWorld } from './queue-world.ts';

it('a scan whose outcome the store does not take is finished once it does, in the same process', async () => {
  const { database, scans, queue, logged } = await createQueueWorld();
  database.exec(
    "CREATE TRIGGER full BEFORE UPDATE OF finished_at ON scans BEGIN SELECT raise(ABORT, 'disk full'); END",
  );
  const record = await scans.insert(aNewServerScan());
  const { id } = record;
  queue.add(record);
  await waitFor('the write to fail', async () => logged().includes('disk full'));
  expect((await scans.find(String(id)))?.finished_at).toBeNull();
  database.exec('DROP TRIGGER full');
  await waitFor(
    'the scan to finish',
    async () => ((await scans.find(String(id)))?.finished_at ?? null) !== null,
  );
  expect((await scans.find(String(id)))?.verdict).toBe('CLN');
});

it('an outcome that cannot be written does not hold up the end of the service', async () => {
  const { database, scans, queue, logged } = await createQueueWorld();
  database.exec(
    "CREATE TRIGGER full BEFORE UPDATE OF finished_at ON scans BEGIN SELECT raise(ABORT, 'disk full'); END",
  );
  const record = await scans.insert(aNewServerScan());
  const { id } = record;
  queue.add(record);
  await waitFor('the write to fail', async () => logged().includes('disk full'));
  await queue.close();
  expect((await scans.unfinished('all')).map((scan) => scan.id)).toEqual([id]);
});
