import type { Page } from '@playwright/test';
import type { Scan } from '../../lib/core/scan.ts';
import { aScanAtRest } from '../factories/scan-factory.ts';
import type { Sluice } from './open-sluice.ts';

/** Opens the history, or the details of a scan in it. */
export async function openHistory({ context, extensionId }: Sluice, id?: string): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1_280, height: 800 });
  await page.goto(`chrome-extension://${extensionId}/history.html${id === undefined ? '' : `#scan=${id}`}`);
  await page.getByRole('heading', { name: 'History' }).waitFor();
  return page;
}

const OUTCOMES: readonly Partial<Scan>[] = [
  { verdict: 'clean' },
  { verdict: 'malicious', source: 'download' },
  { verdict: 'clean', source: 'paste' },
  { verdict: 'suspicious', source: 'download', route: 'bytes' },
  { state: 'failed', problem: 'no-verdict' },
];

/** So many scans at rest, of every outcome, a minute apart: `file-1.pdf` is the newest. */
export function manyScans(count: number, now: number): Scan[] {
  return Array.from({ length: count }, (_, index) => {
    const createdAt = now - (index + 1) * 60_000;
    const host = index % 3 === 0 ? 'files.example.org' : 'downloads.example.com';
    const name = `file-${index + 1}.pdf`;
    const { verdict: _clean, ...scan } = aScanAtRest();
    return {
      ...scan,
      id: `scan-${index + 1}`,
      name,
      host,
      url: `https://${host}/${name}`,
      createdAt,
      finishedAt: createdAt + 2_000,
      server: 'http://127.0.0.1:8080',
      submittedAt: createdAt + 300,
      sample: { sha256: (index + 1).toString(16).padStart(64, '0') },
      ...OUTCOMES[index % OUTCOMES.length],
    };
  });
}
