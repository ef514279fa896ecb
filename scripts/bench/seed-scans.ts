import type { Page } from '@playwright/test';
import type { Scan } from '../../lib/core/scan.ts';
import { storeRows } from '../../tests/e2e/store-rows.ts';
import { aScanAtRest } from '../../tests/factories/scan-factory.ts';

/** How many rows go into the store at a time: a transaction of all of them would take the memory of all. */
const BATCH = 5_000;
const MINUTE_MS = 60_000;
const VERDICTS = ['clean', 'clean', 'clean', 'malicious', 'suspicious', 'unknown'] as const;

/**
 * Writes scans at rest into the store, a minute apart, from one of the extension's pages.
 * @param from the number of the first, by which its name and host go
 * @param to the number after the last
 */
export async function seedScans(page: Page, from: number, to: number): Promise<void> {
  const now = Date.now();
  for (let start = from; start < to; start += BATCH) {
    const count = Math.min(BATCH, to - start);
    await storeRows(
      page,
      Array.from({ length: count }, (_, at) => seededScan(start + at, now)),
      [],
    );
  }
}

function seededScan(number: number, now: number): Scan {
  const host = `host-${number % 997}.example.org`;
  const name = `report-${number}.${number % 2 === 0 ? 'pdf' : 'zip'}`;
  const createdAt = now - number * MINUTE_MS;
  return aScanAtRest({
    id: `seeded-${number}`,
    name,
    host,
    url: `https://${host}/files/${name}`,
    verdict: VERDICTS[number % VERDICTS.length] ?? 'clean',
    createdAt,
    finishedAt: createdAt + 9_000,
    sample: { sha256: number.toString(16).padStart(64, 'a'), size: 1_000 * number },
  });
}
