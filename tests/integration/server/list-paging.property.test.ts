import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import type { ScanListResponse } from '../../../lib/api/wire.ts';
import { registerListScansRoute } from '../../../server/http/list-scans-route.ts';
import { openDatabase } from '../../../server/storage/open-database.ts';
import { createScanStore } from '../../../server/storage/scan-store.ts';
import { aNewServerScan, anOutcome } from '../../factories/new-server-scan-factory.ts';

const SECOND = 1_790_000_000;

/** The real list over a real store; its clock stands still unless it is moved. */
function createList(pageSize: number) {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-list-'));
  const database = openDatabase(folder);
  let time = SECOND * 1_000;
  const scans = createScanStore(
    database,
    () => time,
    () => undefined,
  );
  const app = fastify();
  registerListScansRoute(app, scans, pageSize);
  return {
    add: (count: number, origin = 'api', verdict: 'CLN' | 'MAL' = 'CLN'): string[] =>
      Array.from({ length: count }, () => {
        const { id } = scans.insert(aNewServerScan({ origin, callback: null }));
        scans.markFinished(id, anOutcome({ verdict }));
        return String(id);
      }),
    setTime: (ms: number): void => {
      time = ms;
    },
    page: async (address: string): Promise<ScanListResponse> => (await app.inject(address)).json(),
    stop: async (): Promise<void> => {
      await app.close();
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function withList<T>(
  pageSize: number,
  use: (list: ReturnType<typeof createList>) => Promise<T>,
): Promise<T> {
  const list = createList(pageSize);
  try {
    return await use(list);
  } finally {
    await list.stop();
  }
}

/** Reads every page, calling `between` before each one but the first. */
async function readAll(
  list: ReturnType<typeof createList>,
  query: string,
  between: (page: number) => void,
): Promise<{ ids: string[]; counts: number[] }> {
  const ids: string[] = [];
  const counts: number[] = [];
  let next: string | null = `/api/v1/scans/list/${query}`;
  for (let number = 0; next !== null; number += 1) {
    if (number > 200) throw new Error('the pages never end');
    if (number > 0) between(number);
    const page: ScanListResponse = await list.page(next);
    ids.push(...page.results.map(({ id }) => id));
    counts.push(page.count);
    expect(page.has_more).toBe(page.next !== null);
    next = page.next;
  }
  return { ids, counts };
}

describe('the pages of the list', () => {
  it('hold each scan once, in order, however many come in the same millisecond while they are read', async () => {
    const cases = fc.record({
      pageSize: fc.integer({ min: 1, max: 7 }),
      before: fc.integer({ min: 0, max: 25 }),
      between: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 30 }),
      // The clock may stand still, go on, or be set back while the pages are read.
      steps: fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, ({ pageSize, before, between, steps }) =>
        withList(pageSize, async (list) => {
          const known = list.add(before);
          list.add(3, 'email');
          const { ids } = await readAll(list, '?origin=api', (page) => {
            list.setTime(SECOND * 1_000 + (steps[page] ?? 0));
            list.add(between[page] ?? 0);
          });
          expect(ids).toEqual(known.toReversed());
        }),
      ),
      { numRuns: 60 },
    );
  });

  it('are narrowed on every page, and count what matches on all of them', async () => {
    await withList(2, async (list) => {
      const older = list.add(3, 'api', 'MAL');
      list.add(4);
      const bad = [...older, ...list.add(2, 'api', 'MAL')];
      const { ids, counts } = await readAll(list, '?verbose_verdict=MAL&organization_id=1', () => undefined);
      expect(ids).toEqual(bad.toReversed());
      expect(counts).toEqual([5, 5, 5]);
    });
  });

  it('take start and end as whole seconds, both inclusive', async () => {
    await withList(50, async (list) => {
      const at = (ms: number): string[] => {
        list.setTime(ms);
        return list.add(1);
      };
      const times = [-1, 0, 999, 1_000, 1_999, 2_000].map((offset) => at(SECOND * 1_000 + offset));
      const idsOf = async (query: string): Promise<string[]> =>
        (await list.page(`/api/v1/scans/list/${query}`)).results.map(({ id }) => id).toReversed();
      expect(await idsOf(`?start=${SECOND}&end=${SECOND}`)).toEqual(times.slice(1, 3).flat());
      expect(await idsOf(`?start=${SECOND}`)).toEqual(times.slice(1).flat());
      expect(await idsOf(`?end=${SECOND + 1}`)).toEqual(times.slice(0, 5).flat());
      expect(await idsOf(`?start=${SECOND + 1}&end=${SECOND}`)).toEqual([]);
    });
  });
});
