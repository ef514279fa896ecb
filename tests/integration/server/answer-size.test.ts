import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { ScanListResponse, WireEvidence } from '../../../lib/api/wire.ts';
import { createScanStore } from '../../../server/storage/sqlite/create-scan-store.ts';
import { openDatabase } from '../../../server/storage/sqlite/open-database.ts';
import { aNewServerScan, anOutcome } from '../../factories/new-server-scan-factory.ts';
import { startTestServer } from './test-server.ts';

/** What a client reads of one answer. */
const MAX_ANSWER_BYTES = 4_000_000;

const evidence: WireEvidence = {
  name: 'rule',
  description: 'A rule matched.',
  category: 'rule',
  verdict: 'MAL',
  data: { long: 'x'.repeat(800_000) },
  timestamp: '2026-11-01T00:00:00.000Z',
};

/** A data folder with that many finished scans, of nearly a megabyte each. */
async function makeFolder(scans: number): Promise<{ dataDir: string; ids: number[] }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sluice-server-'));
  const database = openDatabase(dataDir);
  const store = createScanStore(database, Date.now, () => undefined);
  const ids: number[] = [];
  for (let n = 0; n < scans; n += 1) {
    const { id } = await store.insert(aNewServerScan({ callback: null }));
    await store.markFinished(id, anOutcome({ verdict: 'MAL', evidence: [evidence] }));
    ids.push(id);
  }
  database.close();
  return { dataDir, ids };
}

it('a page of the list ends where the next scan would make it too long, and the next page goes on', async () => {
  const { dataDir, ids } = await makeFolder(7);
  const server = await startTestServer({ dataDir });
  onTestFinished(server.stop);
  const pages: ScanListResponse[] = [];
  let next: string | null = '/api/v1/scans/list/';
  while (next !== null) {
    const text: string = await (await server.get(next)).text();
    expect(text.length).toBeLessThan(MAX_ANSWER_BYTES);
    const page: ScanListResponse = JSON.parse(text);
    pages.push(page);
    next = page.next === null ? null : `/api/v1/scans/list/${new URL(page.next).search}`;
  }
  expect(pages.map((page) => page.page_result_count)).toEqual([2, 2, 2, 1]);
  expect(pages.map((page) => page.has_more)).toEqual([true, true, true, false]);
  const listed = pages.flatMap(({ results }) => results.map(({ id }) => id));
  expect(listed).toEqual(ids.toReversed().map(String));
});
