import fc from 'fast-check';
import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import type { ScanListResponse } from '../../../lib/api/wire.ts';
import { registerListScansRoute } from '../../../server/http/list-scans-route.ts';
import { aNewServerScan, anOutcome } from '../../factories/new-server-scan-factory.ts';
import { STORE_KINDS, type StoreKind } from './row-stores/store-kinds.ts';

const SECOND = 1_790_000_000;

/** The real list over a real store; its clock stands still unless it is moved. */
async function createList({ makeWorld }: StoreKind, pageSize: number) {
  let time = SECOND * 1_000;
  const world = await makeWorld();
  const { scans, close } = await world.open(() => time);
  const app = fastify();
  registerListScansRoute(app, scans, pageSize);
  return {
    add: async (count: number, origin = 'api', verdict: 'CLN' | 'MAL' = 'CLN'): Promise<string[]> => {
      const ids: string[] = [];
      while (ids.length < count) {
        const { id } = await scans.insert(aNewServerScan({ origin, callback: null }));
        await scans.markFinished(id, anOutcome({ verdict }));
        ids.push(String(id));
      }
      return ids;
    },
    setTime: (ms: number): void => {
      time = ms;
    },
    page: async (address: string): Promise<ScanListResponse> => (await app.inject(address)).json(),
    stop: async (): Promise<void> => {
      await app.close();
      await close();
    },
  };
}

type List = Awaited<ReturnType<typeof createList>>;

async function withList<T>(kind: StoreKind, pageSize: number, use: (list: List) => Promise<T>): Promise<T> {
  const list = await createList(kind, pageSize);
  try {
    return await use(list);
  } finally {
    await list.stop();
  }
}

/** Reads every page, calling `between` before each one but the first. */
async function readAll(
  list: List,
  query: string,
  between: (page: number) => Promise<unknown>,
): Promise<{ ids: string[]; counts: number[] }> {
  const ids: string[] = [];
  const counts: number[] = [];
  let next: string | null = `/api/v1/scans/list/${query}`;
  for (let number = 0; next !== null; number += 1) {
    if (number > 200) throw new Error('the pages never end');
    if (number > 0) await between(number);
    const page: ScanListResponse = await list.page(next);
    ids.push(...page.results.map(({ id }) => id));
    counts.push(page.count);
    expect(page.has_more).toBe(page.next !== null);
    next = page.next;
  }
  return { ids, counts };
}

describe.each(STORE_KINDS)('the pages of the list of $title', (kind) => {
  const test = it.runIf(kind.isHere);

  test('hold each scan once, in order, however many come in the same millisecond while they are read', async () => {
    const cases = fc.record({
      pageSize: fc.integer({ min: 1, max: 7 }),
      before: fc.integer({ min: 0, max: 25 }),
      between: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 30 }),
      // The clock may stand still, go on, or be set back while the pages are read.
      steps: fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, ({ pageSize, before, between, steps }) =>
        withList(kind, pageSize, async (list) => {
          const known = await list.add(before);
          await list.add(3, 'email');
          const { ids } = await readAll(list, '?origin=api', (page) => {
            list.setTime(SECOND * 1_000 + (steps[page] ?? 0));
            return list.add(between[page] ?? 0);
          });
          expect(ids).toEqual(known.toReversed());
        }),
      ),
      { numRuns: 30 },
    );
  });

  test('are narrowed on every page, and count what matches on all of them', async () => {
    await withList(kind, 2, async (list) => {
      const older = await list.add(3, 'api', 'MAL');
      await list.add(4);
      const bad = [...older, ...(await list.add(2, 'api', 'MAL'))];
      const { ids, counts } = await readAll(
        list,
        '?verbose_verdict=MAL&organization_id=1',
        async () => undefined,
      );
      expect(ids).toEqual(bad.toReversed());
      expect(counts).toEqual([5, 5, 5]);
    });
  });

  test('take start and end as whole seconds, both inclusive', async () => {
    await withList(kind, 50, async (list) => {
      const at = (ms: number): Promise<string[]> => {
        list.setTime(ms);
        return list.add(1);
      };
      const times: string[][] = [];
      for (const offset of [-1, 0, 999, 1_000, 1_999, 2_000]) times.push(await at(SECOND * 1_000 + offset));
      const idsOf = async (query: string): Promise<string[]> =>
        (await list.page(`/api/v1/scans/list/${query}`)).results.map(({ id }) => id).toReversed();
      expect(await idsOf(`?start=${SECOND}&end=${SECOND}`)).toEqual(times.slice(1, 3).flat());
      expect(await idsOf(`?start=${SECOND}`)).toEqual(times.slice(1).flat());
      expect(await idsOf(`?end=${SECOND + 1}`)).toEqual(times.slice(0, 5).flat());
      expect(await idsOf(`?start=${SECOND + 1}&end=${SECOND}`)).toEqual([]);
    });
  });
});
